package unroll.app.page;

import java.util.List;

/**
 * A report.
 *
 * @param title what it is a report of
 * @param lead a sentence about it
 * @param headline the few figures that count most
 * @param parts its sections in order
 */
public record Page(String title, String lead, List<Part.Fact> headline, List<Part> parts) {
    /** Copies the lists. */
    public Page {
        headline = List.copyOf(headline);
        parts = List.copyOf(parts);
    }

    /** The charts among the sections. */
    public List<Part.Chart> charts() {
        return parts.stream().filter(Part.Chart.class::isInstance).map(Part.Chart.class::cast).toList();
    }
}
