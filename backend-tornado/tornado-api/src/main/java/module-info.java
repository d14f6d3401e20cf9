/**
 * Those members of TornadoVM's API that the backend uses, with its names and signatures. The backend is compiled against
 * them and runs on the real module of this name, which its user installs. A graph of tasks can be executed here too, in
 * plain Java and on no device: that is how tests run the kernels' mathematics. Never part of what is shipped.
 */
module tornado.api {
    requires static transitive org.jspecify;

    exports uk.ac.manchester.tornado.api;
    exports uk.ac.manchester.tornado.api.common;
    exports uk.ac.manchester.tornado.api.enums;
    exports uk.ac.manchester.tornado.api.exceptions;
    exports uk.ac.manchester.tornado.api.math;
    exports uk.ac.manchester.tornado.api.runtime;
    exports uk.ac.manchester.tornado.api.types.arrays;
    exports unroll.tornado.harness;

    uses unroll.tornado.harness.LibraryCalls;
}
