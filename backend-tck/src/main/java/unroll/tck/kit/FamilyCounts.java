package unroll.tck.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** What became of the checks of one family. */
final class FamilyCounts {
    private int passed;
    private int failed;
    private int skipped;
    private final Set<String> reasons = new TreeSet<>();

    synchronized void passed() {
        passed++;
    }

    synchronized void failed() {
        failed++;
    }

    /** Counts a check that was not made, and keeps why. */
    synchronized void skipped(String reason) {
        skipped++;
        reasons.add(reason.replaceFirst("^Assumption failed: ", ""));
    }

    /** The families of one backend: a line each, with why checks were skipped, in 80 columns. */
    static final class Table {
        private static final int WIDTH = 80;
        private static final int REASON = 46;

        private final String title;
        private final Map<String, FamilyCounts> families = new ConcurrentSkipListMap<>();

        Table(String title) {
            this.title = title;
        }

        FamilyCounts of(String family) {
            return families.computeIfAbsent(family, name -> new FamilyCounts());
        }

        String text() {
            FamilyCounts total = new FamilyCounts();
            StringBuilder text = new StringBuilder(title).append(System.lineSeparator());
            append(text, "family", "passed", "failed", "skipped", "why skipped");
            families.forEach((family, counts) -> {
                synchronized (counts) {
                    total.passed += counts.passed;
                    total.failed += counts.failed;
                    total.skipped += counts.skipped;
                    counts.append(text, family);
                }
            });
            total.append(text, "all");
            return text.toString();
        }
    }

    private void append(StringBuilder text, String family) {
        List<String> lines = wrap(String.join("; ", reasons), Table.WIDTH - Table.REASON);
        append(text, family, String.valueOf(passed), failed == 0 ? "0" : failed + " !", String.valueOf(skipped),
                lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            append(text, "", "", "", "", line);
        }
    }

    private static void append(StringBuilder text, Object... columns) {
        text.append(String.format(Locale.ROOT, "  %-20s %6s %6s %7s  %s", columns).stripTrailing())
                .append(System.lineSeparator());
    }

    /** Lines of at most {@code width}, broken at spaces; a word that is longer has a line of its own. */
    private static List<String> wrap(String words, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
