package uk.ac.manchester.tornado.api.exceptions;

/** TornadoVM has come to a state that it does not expect. */
public class TornadoInternalError extends Error {
    /** With a message, which is a format. */
    @SuppressWarnings("AnnotateFormatMethod") // the real one is not annotated
    public TornadoInternalError(String msg, Object... args) {
        super(String.format(msg, args));
    }
}
