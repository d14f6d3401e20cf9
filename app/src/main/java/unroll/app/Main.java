package unroll.app;

/** Starts the command line. */
public final class Main {
    private Main() {}

    /**
     * Runs one command.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        StandardError.connect();
    }
}
