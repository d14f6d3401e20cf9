package unroll.api.nn;

import unroll.api.random.CounterRandom;

/** The distribution of a parameter's initial values. Element i is a function of i alone, so that order never matters. */
public sealed interface Init {
    /** The initial value of element {@code element}, before it is rounded to the parameter's type. */
    double value(CounterRandom random, int element);

    /** Normal: torch.nn.Embedding has mean 0 and standard deviation 1. */
    record Normal(double mean, double deviation) implements Init {
        @Override
        public double value(CounterRandom random, int element) {
            return mean + deviation * random.normal(element);
        }
    }

    /** Uniform in [-bound, bound). */
    record Uniform(double bound) implements Init {
        /** What torch.nn uses: bound 1/sqrt(fan); fan is in_features for Linear, hidden_size for recurrent layers. */
        public static Uniform fan(int fan) {
            return new Uniform(1 / Math.sqrt(fan));
        }

        @Override
        public double value(CounterRandom random, int element) {
            return bound * (2 * random.uniformDouble(element) - 1);
        }
    }

    /** One value for all. */
    record Constant(double value) implements Init {
        @Override
        public double value(CounterRandom random, int element) {
            return value;
        }
    }

    /**
     * One value for a run of elements, another distribution for the rest.
     *
     * @param rest the distribution elsewhere
     * @param from the first element of the run
     * @param to the first one behind it
     * @param value what the run is set to
     */
    record Section(Init rest, int from, int to, double value) implements Init {
        @Override
        public double value(CounterRandom random, int element) {
            return element >= from && element < to ? value : rest.value(random, element);
        }
    }
}
