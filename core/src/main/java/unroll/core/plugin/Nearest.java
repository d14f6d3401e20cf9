package unroll.core.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known name was meant. */
public final class Nearest {
    private Nearest() {
    }

    /** The names from the nearest to the farthest, equally near ones by the alphabet. */
    public static List<String> first(String asked, Collection<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(asked, name))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The names that are as near as no other, if that is near enough to be a slip of the finger; else none. */
    public static List<String> slips(String asked, Collection<String> names) {
        List<String> nearest = first(asked, names);
        return nearest.stream().filter(name -> isSlip(asked, name)
                && distance(asked, name) == distance(asked, nearest.getFirst())).toList();
    }

    /** Whether a name is near enough to be a slip of the finger. */
    public static boolean isSlip(String asked, String name) {
        return distance(asked, name) <= Math.max(1, name.length() / 2);
    }

    /** Levenshtein's distance: how many characters are inserted, removed or replaced. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            int[] swap = above;
            above = row;
            row = swap;
        }
        return above[b.length()];
    }
}
