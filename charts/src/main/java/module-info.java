/** XChart: charts as pictures. */
module unroll.charts {
    requires transitive java.desktop;

    exports org.knowm.xchart;
    exports org.knowm.xchart.style;
    exports org.knowm.xchart.style.lines;
    exports org.knowm.xchart.style.markers;
}
