package uk.ac.manchester.tornado.api.exceptions;

/** There is no room on the device. */
public class TornadoOutOfMemoryException extends RuntimeException {
    /** With a message. */
    public TornadoOutOfMemoryException(String msg) {
        super(msg);
    }
}
