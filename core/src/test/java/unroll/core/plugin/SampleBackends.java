package unroll.core.plugin;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.UsageException;

/** Providers that behave, and some that do not. Public, because a service loader makes them. */
public final class SampleBackends {
    private SampleBackends() {
    }

    /** Can run, and throws what it was asked to open, so that a test sees it. */
    public static class Swift implements BackendProvider {
        @Override
        public String name() {
            return "swift";
        }

        @Override
        public String description() {
            return "a sample";
        }

        @Override
        public Probe probe() {
            return new Probe.Available(List.of(new Device("cpu", "a processor", 1), new Device("gpu", "a card", 1)));
        }

        @Override
        public Backend open(OpenOptions options) {
            throw new UsageException("asked for " + options);
        }
    }

    /** Another of the same name. */
    public static final class Twin extends Swift {
    }

    /** Can never run. */
    public static final class Absent extends Swift {
        @Override
        public String name() {
            return "absent";
        }

        @Override
        public Probe probe() {
            return new Probe.Unavailable("there is no card", "plug one in");
        }
    }

    /** Throws where it must not. */
    public static final class Rude extends Swift {
        @Override
        public String name() {
            return "rude";
        }

        @Override
        public Probe probe() {
            throw new UnsatisfiedLinkError("librude.so");
        }
    }

    /** Fails to open. */
    public static final class Late extends Swift {
        @Override
        public String name() {
            return "late";
        }

        @Override
        public Backend open(OpenOptions options) {
            throw new ExceptionInInitializerError(new IllegalStateException("no\nlibrary"));
        }
    }

    /** Cannot be made. */
    public static final class Throwing extends Swift {
        /** Throws. */
        public Throwing() {
            throw new IllegalStateException("made badly");
        }
    }

    /** Its class cannot be initialised. */
    public static final class Uninitialised extends Swift {
        static final int FAILS = Integer.parseInt("not a number");
    }

    /** Has no name that can be asked for. */
    public static final class Nameless extends Swift {
        @Override
        public String name() {
            return "Two Words";
        }
    }

    /** Cannot say its name. */
    public static final class Mute extends Swift {
        @Override
        public String name() {
            throw new NoSuchFieldError("name");
        }
    }

    /** Is no provider at all. */
    public static final class NotOne {
    }
}
