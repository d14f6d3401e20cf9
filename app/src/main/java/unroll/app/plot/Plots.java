package unroll.app.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import unroll.api.error.ResourceException;
import unroll.api.error.UsageException;
import unroll.app.page.Page;
import unroll.app.page.Part;
import unroll.core.run.WholeFile;

/** Writes each chart of a page as a picture and as CSV. */
public final class Plots {
    /** The module of the library that draws; it needs java.desktop, which takes time to start. */
    private static final String LIBRARY = "unroll.charts";

    private Plots() {
    }

    /**
     * Writes them, replacing those of before.
     *
     * @return the files
     * @throws UsageException if the library is not there
     * @throws ResourceException if a file cannot be written
     */
    public static List<Path> write(Page page, Path folder) {
        if (ModuleLayer.boot().findModule(LIBRARY).isEmpty()) {
            throw new UsageException(
                    "pictures of plots need the module " + LIBRARY + "; start Unroll by its launcher, or "
                            + "add --add-modules " + LIBRARY + " to the options of the JVM");
        }
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (Part.Chart chart : page.charts()) {
                Path picture = folder.resolve(chart.id() + ".png");
                Files.write(picture, Picture.png(chart));
                Path csv = folder.resolve(chart.id() + ".csv");
                WholeFile.write(csv, csv(chart));
                files.add(picture);
                files.add(csv);
            }
        } catch (IOException e) {
            throw new ResourceException("the plots cannot be written into " + folder + ": " + e.getMessage()
                    + "; check the folder and the disk", e);
        }
        return files;
    }

    /** A column for the axis and one for each curve; what there is none of is empty. */
    static String csv(Part.Chart chart) {
        StringBuilder text = new StringBuilder(quoted(chart.across().label()));
        chart.series().forEach(series -> text.append(',').append(quoted(series.name())));
        text.append('\n');
        for (int i = 0; i < chart.across().values().length; i++) {
            double place = chart.across().values()[i];
            text.append(chart.across().names().isEmpty()
                    ? place
                    : quoted(chart.across().names().get((int) Math.rint(place))));
            for (Part.Series series : chart.series()) {
                double value = series.values()[i];
                text.append(',').append(Double.isFinite(value) ? String.valueOf(value) : "");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
