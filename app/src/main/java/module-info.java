/** The command line. */
module unroll.app {
    requires info.picocli;
    requires jdk.unsupported;
    requires me.tongfei.progressbar;
    requires tools.jackson.databind;
    // There when plots are asked for: it needs java.desktop, which every start would pay for.
    requires static unroll.charts;
    requires unroll.core;

    opens unroll.app.cli to info.picocli;
}
