/**
 * Those members of TornadoVM's runtime that the backend uses to call a library of NVIDIA's, with its names and
 * signatures. The backend is compiled against them and runs on the real module of this name. Calls are passed on here
 * too, to whatever tests provide. Never part of what is shipped.
 */
module tornado.runtime {
    requires transitive tornado.api;
    requires static transitive org.jspecify;

    exports uk.ac.manchester.tornado.runtime.common;
    exports uk.ac.manchester.tornado.runtime.library.spi;

    uses uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;

    provides unroll.tornado.harness.LibraryCalls with unroll.tornado.harness.library.ProviderCalls;
}
