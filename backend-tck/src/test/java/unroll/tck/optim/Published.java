package unroll.tck.optim;

import java.util.Map;

/**
 * The algorithms as the pages of torch.optim state them, for one parameter, in plain double arithmetic: nothing of it is
 * taken from the code under test, the defaults neither.
 */
final class Published {
    /** One parameter's optimiser with its state. */
    interface Rule {
        /** The parameter after step t, from 1. */
        double next(double theta, double g, int t, double lr);
    }

    private final Map<String, String> options;

    private Published(Map<String, String> options) {
        this.options = options;
    }

    static Rule rule(String optimizer, Map<String, String> options) {
        Published published = new Published(options);
        return switch (optimizer) {
            case "adam" -> published.adam(false, 0);
            case "adamw" -> published.adam(true, 0.01);
            case "sgd" -> published.sgd();
            case "rmsprop" -> published.rmsprop();
            case "adagrad" -> published.adagrad();
            default -> throw new IllegalArgumentException(optimizer);
        };
    }

    private double of(String key, double byDefault) {
        return options.containsKey(key) ? Double.parseDouble(options.get(key)) : byDefault;
    }

    private boolean is(String key) {
        return "true".equals(options.get(key));
    }

    private Rule adam(boolean decoupled, double usualDecay) {
        double beta1 = of("beta1", 0.9);
        double beta2 = of("beta2", 0.999);
        double eps = of("eps", 1e-8);
        double lambda = of("weight_decay", usualDecay);
        double[] m = {0};
        double[] v = {0};
        return (theta, g, t, lr) -> {
            double start = decoupled ? theta - lr * lambda * theta : theta;
            double gradient = decoupled ? g : g + lambda * theta;
            m[0] = beta1 * m[0] + (1 - beta1) * gradient;
            v[0] = beta2 * v[0] + (1 - beta2) * gradient * gradient;
            double mHat = m[0] / (1 - Math.pow(beta1, t));
            double vHat = v[0] / (1 - Math.pow(beta2, t));
            return start - lr * mHat / (Math.sqrt(vHat) + eps);
        };
    }

    private Rule sgd() {
        double mu = of("momentum", 0);
        double tau = of("dampening", 0);
        double lambda = of("weight_decay", 0);
        double[] b = {0};
        return (theta, g, t, lr) -> {
            double gradient = g + lambda * theta;
            if (mu != 0) {
                b[0] = t > 1 ? mu * b[0] + (1 - tau) * gradient : gradient;
                gradient = is("nesterov") ? gradient + mu * b[0] : b[0];
            }
            return theta - lr * gradient;
        };
    }

    private Rule rmsprop() {
        double alpha = of("alpha", 0.99);
        double eps = of("eps", 1e-8);
        double mu = of("momentum", 0);
        double lambda = of("weight_decay", 0);
        double[] v = {0};
        double[] average = {0};
        double[] b = {0};
        return (theta, g, t, lr) -> {
            double gradient = g + lambda * theta;
            v[0] = alpha * v[0] + (1 - alpha) * gradient * gradient;
            double vTilde = v[0];
            if (is("centered")) {
                average[0] = average[0] * alpha + (1 - alpha) * gradient;
                vTilde = vTilde - average[0] * average[0];
            }
            if (mu > 0) {
                b[0] = mu * b[0] + gradient / (Math.sqrt(vTilde) + eps);
                return theta - lr * b[0];
            }
            return theta - lr * gradient / (Math.sqrt(vTilde) + eps);
        };
    }

    private Rule adagrad() {
        double eta = of("lr_decay", 0);
        double lambda = of("weight_decay", 0);
        double eps = of("eps", 1e-10);
        double[] sum = {of("initial_accumulator_value", 0)};
        return (theta, g, t, lr) -> {
            double gradient = g + lambda * theta;
            double rate = lr / (1 + (t - 1) * eta);
            sum[0] = sum[0] + gradient * gradient;
            return theta - rate * gradient / (Math.sqrt(sum[0]) + eps);
        };
    }
}
