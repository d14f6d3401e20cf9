package unroll.app.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import unroll.app.page.Part;

/** A chart as a picture, in the colours and dashes that it has on a light page. */
final class Picture {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    private static final float LINE = 2;
    private static final int MARKERS_UP_TO = 40;
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x00785a),
            new Color(0xaa3377), new Color(0x8a6a00), new Color(0x444b55));
    private static final float[][] DASHES = {{}, {9, 4}, {2, 3}, {10, 3, 2, 3}, {5, 5}, {14, 4}};

    private Picture() {
    }

    /** The bytes of a PNG. */
    static byte[] png(Part.Chart chart) throws IOException {
        XYChart picture = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(chart.title())
                .xAxisTitle(chart.across().label()).build();
        picture.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE)
                .setLegendPosition(Styler.LegendPosition.OutsideS).setLegendLayout(Styler.LegendLayout.Horizontal);
        picture.getStyler().setYAxisLogarithmic(chart.logarithmic()).setXAxisLogarithmic(chart.across().logarithmic());
        for (Part.Series series : chart.series()) {
            add(picture, chart, series);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(BitmapEncoder.getBufferedImage(picture), "png", bytes);
        return bytes.toByteArray();
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
        boolean dots = series.style().dash() < 0;
        Color colour = COLOURS.get(series.style().colour() % COLOURS.size());
        added.setMarkerColor(colour);
        added.setLineColor(colour);
        added.setMarker(dots || values.size() <= MARKERS_UP_TO ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        if (dots) {
            added.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        } else {
            float[] dash = DASHES[series.style().dash() % DASHES.length];
            added.setLineStyle(dash.length == 0
                    ? new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                    : new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0));
        }
    }
}
