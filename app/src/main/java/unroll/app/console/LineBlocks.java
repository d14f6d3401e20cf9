package unroll.app.console;

/**
 * Many lines of results. On a terminal each is written at once; elsewhere lines that follow quickly wait for one another,
 * since writing each alone takes longer than making it. What waits is written with the first line that comes later than
 * a moment after the last write, and at the end.
 */
public final class LineBlocks implements AutoCloseable {
    private static final int BLOCK = 1 << 13;
    private static final long MOMENT_NANOS = 50_000_000;

    private final Output output;
    private final boolean watched;
    private final StringBuilder waiting = new StringBuilder();
    private long written = System.nanoTime() - MOMENT_NANOS;
    private boolean read = true;

    /**
     * Of an output.
     *
     * @param watched whether it is a terminal
     */
    public LineBlocks(Output output, boolean watched) {
        this.output = output;
        this.watched = watched;
    }

    /**
     * Writes a line, or lets it wait.
     *
     * @return whether anyone still reads, as far as is known
     * @throws unroll.api.error.ResourceException as {@link Output#line}
     */
    public boolean line(String line) {
        if (!read) {
            return false;
        }
        waiting.append(line).append('\n');
        boolean due = watched || waiting.length() >= BLOCK || System.nanoTime() - written >= MOMENT_NANOS;
        return due ? write() : true;
    }

    /**
     * Writes what waits.
     *
     * @return whether anyone still reads
     * @throws unroll.api.error.ResourceException as {@link Output#line}
     */
    public boolean write() {
        if (read && !waiting.isEmpty()) {
            String text = waiting.toString();
            waiting.setLength(0);
            read = output.text(text);
            written = System.nanoTime();
        }
        return read;
    }

    /** Writes what waits. */
    @Override
    public void close() {
        write();
    }
}
