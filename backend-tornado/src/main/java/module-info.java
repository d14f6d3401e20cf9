/** The backend for GPUs, on the TornadoVM that its user has installed. */
module unroll.backend.tornado {
    requires unroll.api;
    // Static, because this module is there at every start, and TornadoVM only where it was asked for.
    requires static tornado.api;
    requires static tornado.runtime;

    // TornadoVM reads the kernels' methods by reflection.
    opens unroll.backend.tornado.kernel to tornado.runtime;

    // That of NVIDIA's products, by way of ours.
    uses uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;

    provides uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider
            with unroll.backend.tornado.library.HeapProducts;
    provides unroll.api.backend.BackendProvider with unroll.backend.tornado.TornadoProvider;
}
