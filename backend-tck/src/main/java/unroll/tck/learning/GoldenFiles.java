package unroll.tck.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import unroll.api.error.ModelFormatException;
import unroll.tck.golden.GoldenFile;
import unroll.tck.golden.GoldenReader;

/** The files of figures to run: the kit's own, and those that a system property names. */
final class GoldenFiles {
    private GoldenFiles() {
    }

    /**
     * The kit's own and those named.
     *
     * @param named paths with commas between them, or empty. A relative one is looked for in the working directory and
     *     those above it, as a build runs each module's tests in the module's own.
     * @throws ModelFormatException if there is no such file, or it is not of the form
     */
    static List<GoldenFile> all(String named) throws IOException {
        List<GoldenFile> files = new ArrayList<>(GoldenReader.included());
        int from = 0;
        while (from < named.length()) {
            int comma = named.indexOf(',', from);
            int to = comma < 0 ? named.length() : comma;
            String path = named.substring(from, to).strip();
            if (!path.isEmpty()) {
                files.add(GoldenReader.read(find(path)));
            }
            from = to + 1;
        }
        return files;
    }

    private static Path find(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve(path);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new ModelFormatException("-D" + GoldenConformance.FILES_PROPERTY + ": expected files with commas between"
                + " them, found no file " + path + " in " + Path.of("").toAbsolutePath() + " or above it");
    }
}
