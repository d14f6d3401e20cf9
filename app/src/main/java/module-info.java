/** The command line. */
module unroll.app {
    requires info.picocli;
    requires jdk.unsupported;
    requires me.tongfei.progressbar;
    requires tools.jackson.databind;
    requires unroll.core;

    opens unroll.app.cli to info.picocli;
}
