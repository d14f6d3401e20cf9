package unroll.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/**
 * Standard error as the user's terminal or file, past the launcher's filter.
 *
 * <p>The JVM announces its incubator modules on every start. The launcher takes that line out with a filter on the JVM's
 * descriptor 2, and hands the user's own standard error down as another descriptor, so that what the app writes is
 * neither delayed by the filter nor lost with it.
 */
final class StandardError {
    /** The number of the descriptor, set by the launcher. */
    static final String DESCRIPTOR_PROPERTY = "unroll.stderr.fd";

    private StandardError() {}

    /** Makes {@link System#err} the user's own; without the launcher, or where that fails, it stays as it is. */
    static void connect() {
        Integer number = Integer.getInteger(DESCRIPTOR_PROPERTY);
        if (number == null) {
            return;
        }
        try {
            // Opening /dev/fd/N instead would, on Linux, start at the beginning of a file again and fail on a socket.
            Constructor<FileDescriptor> constructor = FileDescriptor.class.getDeclaredConstructor(int.class);
            constructor.setAccessible(true);
            FileOutputStream stream = new FileOutputStream(constructor.newInstance(number));
            System.setErr(new PrintStream(stream, true, System.err.charset()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Every message still reaches the user through the filter.
            return;
        }
    }
}
