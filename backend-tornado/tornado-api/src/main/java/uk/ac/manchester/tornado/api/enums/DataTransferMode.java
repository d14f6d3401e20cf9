package uk.ac.manchester.tornado.api.enums;

/** When an array is copied. */
public class DataTransferMode {
    /** To the device, the first time only. */
    public static final int FIRST_EXECUTION = 0;
    /** Each time. */
    public static final int EVERY_EXECUTION = 1;
    /** To the host, when it is asked for. */
    public static final int UNDER_DEMAND = 2;

    /** Nothing of it is the instance's. */
    public DataTransferMode() {
    }
}
