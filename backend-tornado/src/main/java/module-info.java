/** The backend for GPUs, on the TornadoVM that its user has installed. */
module unroll.backend.tornado {
    requires unroll.api;
    // Static, because this module is there at every start, and TornadoVM only where it was asked for.
    requires static tornado.api;

    // TornadoVM reads the kernels' methods by reflection.
    opens unroll.backend.tornado.kernel to tornado.runtime;

    provides unroll.api.backend.BackendProvider with unroll.backend.tornado.TornadoProvider;
}
