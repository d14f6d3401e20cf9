/** The command line. */
module unroll.app {
    requires info.picocli;
    requires unroll.core;

    opens unroll.app to info.picocli;
}
