package unroll.app.page;

import java.util.List;

/** A section of a page. */
public sealed interface Part {
    /** Its heading. */
    String title();

    /**
     * Curves over a common axis.
     *
     * @param id short name for files and links, unique on the page
     * @param title heading
     * @param note what deserves a remark, or empty
     * @param alt what the picture shows, in a sentence, for those who do not see it
     * @param across the axis from left to right, with its values in ascending order
     * @param logarithmic whether the upward axis is; what is not above 0 is then left out
     * @param series the curves
     */
    record Chart(String id, String title, String note, String alt, Across across, boolean logarithmic,
            List<Series> series) implements Part {
        /** Copies the list. */
        public Chart {
            series = List.copyOf(series);
        }
    }

    /**
     * The axis from left to right.
     *
     * @param label what it counts
     * @param values in ascending order
     * @param logarithmic whether the axis is; values are then above 0
     * @param names what stands at 0, 1, 2 and so on, in place of these numbers; empty for an axis of numbers
     */
    record Across(String label, double[] values, boolean logarithmic, List<String> names) {
        /** Copies the list. */
        public Across {
            names = List.copyOf(names);
        }

        /** One of numbers. */
        public Across(String label, double[] values, boolean logarithmic) {
            this(label, values, logarithmic, List.of());
        }

        /** A linear one. */
        public Across(String label, double[] values) {
            this(label, values, false);
        }

        /** One of things with names: less than a half around the number of each is its own. */
        public static Across of(String label, double[] values, List<String> names) {
            return new Across(label, values, false, names);
        }
    }

    /**
     * A curve.
     *
     * @param name what it is
     * @param values one for each place on the axis; NaN for none
     * @param style number of its colour and dashes; curves that belong together may share the one or the other
     */
    record Series(String name, double[] values, Style style) {
    }

    /**
     * How a curve is drawn. Colours are told apart by the colour-blind, dashes without colours.
     *
     * @param colour number of the colour
     * @param dash number of the dashes; 0 for a solid line, {@link #DOTS} or {@link #BARS}
     */
    record Style(int colour, int dash) {
        /** Dots that no line joins. */
        public static final int DOTS = -1;
        /** A short level line for each value. */
        public static final int BARS = -2;

        /** Dots that no line joins. */
        public static Style dots(int colour) {
            return new Style(colour, DOTS);
        }

        /** A short level line for each value. */
        public static Style bars(int colour) {
            return new Style(colour, BARS);
        }

        /** Whether a line joins the values. */
        public boolean joined() {
            return dash >= 0;
        }

        /** One that nothing else has. */
        public static Style of(int number) {
            return new Style(number, number);
        }
    }

    /**
     * Rows and columns.
     *
     * @param title heading
     * @param note what deserves a remark, or empty
     * @param columns their headings
     * @param rows texts, as many as columns
     */
    record Table(String title, String note, List<Column> columns, List<List<String>> rows) implements Part {
        /** Copies the lists. */
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A column of a table.
     *
     * @param name its heading
     * @param right whether its cells stand at the right, as numbers do
     */
    record Column(String name, boolean right) {
        /** A column of words. */
        public static Column words(String name) {
            return new Column(name, false);
        }

        /** A column of numbers. */
        public static Column numbers(String name) {
            return new Column(name, true);
        }
    }

    /**
     * Names and values.
     *
     * @param title heading
     * @param rows in order
     */
    record Facts(String title, List<Fact> rows) implements Part {
        /** Copies the list. */
        public Facts {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A name and its value.
     *
     * @param name what it is
     * @param value what it says
     */
    record Fact(String name, String value) {
    }

    /**
     * Groups of lists of texts, of which one is shown, the last at first.
     *
     * @param title heading
     * @param note what deserves a remark, or empty
     * @param groups at least one
     */
    record Samples(String title, String note, List<Group> groups) implements Part {
        /** Copies the list. */
        public Samples {
            groups = List.copyOf(groups);
        }
    }

    /**
     * Lists that are shown together.
     *
     * @param name after what they are
     * @param lists at least one
     */
    record Group(String name, List<Listing> lists) {
        /** Copies the list. */
        public Group {
            lists = List.copyOf(lists);
        }
    }

    /**
     * A list of texts.
     *
     * @param name what tells it from the others of its group, or empty
     * @param items the texts
     */
    record Listing(String name, List<String> items) {
        /** Copies the list. */
        public Listing {
            items = List.copyOf(items);
        }
    }
}
