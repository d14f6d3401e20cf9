package uk.ac.manchester.tornado.api.exceptions;

/** A plan could not be closed. */
public class TornadoExecutionPlanException extends Exception {
    /** With a message. */
    public TornadoExecutionPlanException(String reason) {
        super(reason);
    }
}
