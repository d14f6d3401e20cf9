package unroll.core.config;

/** Where a setting comes from. */
public sealed interface Origin {
    /** Nobody has set it. */
    Origin DEFAULT = new Default();

    /** The place, for people. */
    String shown();

    /** What people call a setting that comes from here. */
    String nameOf(ConfigKey key);

    /** An option of the command line. */
    static Origin option(ConfigKey key) {
        return new Option(String.valueOf(key.flag()));
    }

    /** Unroll itself. */
    record Default() implements Origin {
        @Override
        public String shown() {
            return "default";
        }

        @Override
        public String nameOf(ConfigKey key) {
            return key.key();
        }
    }

    /**
     * An option of the command line.
     *
     * @param flag the option, with its hyphens
     */
    record Option(String flag) implements Origin {
        @Override
        public String shown() {
            return flag;
        }

        @Override
        public String nameOf(ConfigKey key) {
            return flag;
        }
    }

    /**
     * A file of settings.
     *
     * @param name as the user calls it
     */
    record File(String name) implements Origin {
        @Override
        public String shown() {
            return name;
        }

        @Override
        public String nameOf(ConfigKey key) {
            return name + ", " + key.key();
        }
    }

    /**
     * The environment.
     *
     * @param name of the variable
     */
    record Variable(String name) implements Origin {
        @Override
        public String shown() {
            return "$" + name;
        }

        @Override
        public String nameOf(ConfigKey key) {
            return shown();
        }
    }

    /**
     * Options of which some come from here and some from there.
     *
     * @param lower where the upper origin leaves out an option
     * @param upper where it does not
     */
    record Merged(Origin lower, Origin upper) implements Origin {
        @Override
        public String shown() {
            return lower.shown() + " and " + upper.shown();
        }

        @Override
        public String nameOf(ConfigKey key) {
            return lower.nameOf(key) + " and " + upper.nameOf(key);
        }
    }
}
