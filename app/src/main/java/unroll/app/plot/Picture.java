package unroll.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import unroll.app.page.Part;

/** A chart as a picture, in the colours and dashes that it has on a light page. */
final class Picture {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    private static final float LINE = 2;
    private static final int MARKERS_UP_TO = 40;
    private static final String NOTHING_TO_SEE = "\u200b";
    private static final double HALF = 0.5;
    private static final double NEAR = 1e-9;
    private static final double TICKS_WIDTH = 0.9 * WIDTH;
    private static final int MOST_LABELS = 12;
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x00785a),
            new Color(0xaa3377), new Color(0x8a6a00), new Color(0x444b55));
    private static final float[][] DASHES = {{}, {9, 4}, {2, 3}, {10, 3, 2, 3}, {5, 5}, {14, 4}};

    /** A short level line. */
    private static final class Bar extends Marker {
        private static final int HALF_LENGTH = 14;

        @Override
        public void paint(Graphics2D graphics, double across, double up, int size) {
            graphics.setStroke(new BasicStroke(LINE));
            graphics.draw(new Line2D.Double(across - HALF_LENGTH, up, across + HALF_LENGTH, up));
        }
    }

    private Picture() {
    }

    /** The bytes of a PNG. */
    static byte[] png(Part.Chart chart) throws IOException {
        XYChart picture = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(chart.title())
                .xAxisTitle(chart.across().label()).build();
        picture.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        picture.getStyler().setYAxisLogarithmic(chart.logarithmic()).setXAxisLogarithmic(chart.across().logarithmic());
        if (!chart.across().names().isEmpty()) {
            names(picture.getStyler(), chart.across().names());
        } else if (!chart.across().logarithmic() && isWhole(chart.across().values())) {
            picture.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
            picture.getStyler().setXAxisTickLabelsFormattingFunction(
                    place -> place == Math.rint(place) ? String.format(Locale.ROOT, "%,.0f", place) : "");
        }
        for (Part.Series series : chart.series()) {
            add(picture, chart, series);
        }
        decades(picture.getStyler(), chart);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(BitmapEncoder.getBufferedImage(picture), "png", bytes);
        return bytes.toByteArray();
    }

    /** A logarithmic axis has a label at powers of ten alone: it begins and ends with one. */
    private static void decades(XYStyler styler, Part.Chart chart) {
        if (chart.across().logarithmic()) {
            DoubleSummaryStatistics range = positive(Arrays.stream(chart.across().values()));
            styler.setXAxisMin(power(Math.floor(Math.log10(range.getMin()))));
            styler.setXAxisMax(power(Math.ceil(Math.log10(range.getMax()))));
        }
        if (chart.logarithmic()) {
            DoubleSummaryStatistics range = positive(
                    chart.series().stream().flatMapToDouble(series -> Arrays.stream(series.values())));
            styler.setYAxisMin(power(Math.floor(Math.log10(range.getMin()))));
            styler.setYAxisMax(power(Math.ceil(Math.log10(range.getMax()))));
        }
    }

    private static DoubleSummaryStatistics positive(DoubleStream values) {
        return values.filter(value -> value > 0 && Double.isFinite(value)).summaryStatistics();
    }

    private static @Nullable Double power(double exponent) {
        // without any value there is no range
        return Double.isFinite(exponent) ? (Double) Math.pow(10, exponent) : null;
    }

    private static boolean isWhole(double[] values) {
        for (double value : values) {
            if (value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    /** Names in place of the numbers 0, 1, 2 and so on; the hint makes a tick of each. */
    private static void names(XYStyler styler, List<String> names) {
        styler.setXAxisMin(-HALF).setXAxisMax(names.size() - HALF);
        styler.setXAxisTickMarkSpacingHint((int) (TICKS_WIDTH / names.size()));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setXAxisTickLabelsFormattingFunction(place -> {
            int number = (int) Math.rint(place);
            // The library takes ticks away until no two labels are the same: those without a name differ unseen.
            return Math.abs(place - number) < NEAR && number >= 0 && number < names.size()
                    ? names.get(number)
                    : NOTHING_TO_SEE.repeat((int) Math.rint(2 * Math.abs(place)));
        });
    }

    /** What has no place on the chart is left out; a curve without any place is left out whole. */
    private static void add(XYChart picture, Part.Chart chart, Part.Series series) {
        List<Double> across = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < series.values().length; i++) {
            double value = series.values()[i];
            if (Double.isFinite(value) && (!chart.logarithmic() || value > 0)) {
                across.add(chart.across().values()[i]);
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            return;
        }
        XYSeries added = picture.addSeries(series.name(), across, values);
        Color colour = COLOURS.get(series.style().colour() % COLOURS.size());
        added.setMarkerColor(colour);
        added.setLineColor(colour);
        if (!series.style().joined()) {
            added.setMarker(series.style().dash() == Part.Style.BARS ? new Bar() : SeriesMarkers.CIRCLE);
            added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        } else {
            added.setMarker(values.size() <= MARKERS_UP_TO ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            // Colours come again after so many curves; dashes then go with other colours.
            int style = series.style().dash();
            float[] dash = DASHES[(style + style / COLOURS.size()) % DASHES.length];
            added.setLineStyle(dash.length == 0
                    ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                    : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
        }
    }
}
