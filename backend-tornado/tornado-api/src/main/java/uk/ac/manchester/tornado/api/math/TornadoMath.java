package uk.ac.manchester.tornado.api.math;

/** Functions that a driver has instructions or a library for. */
public class TornadoMath {
    /** Nothing of it is the instance's. */
    public TornadoMath() {
    }

    public static float exp(float value) {
        return (float) Math.exp(value);
    }

    public static float log(float value) {
        return (float) Math.log(value);
    }

    public static float sqrt(float value) {
        return (float) Math.sqrt(value);
    }

    public static float tanh(float value) {
        return (float) Math.tanh(value);
    }

    public static float abs(float a) {
        return Math.abs(a);
    }

    public static int min(int a, int b) {
        return Math.min(a, b);
    }

    public static int max(int a, int b) {
        return Math.max(a, b);
    }
}
