package unroll.backend.pure;

import java.util.Arrays;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;

/** Started in a JVM of its own: says how the backend runs there, and what a short training gives. */
final class LadderProbe {
    private LadderProbe() {
    }

    static int result(Backend backend) {
        try (SmallJob job = new SmallJob(backend, 19)) {
            job.step();
            job.step();
            return Arrays.hashCode(job.weights());
        }
    }

    public static void main(String[] arguments) {
        try (Backend backend = new PureProvider().open(new OpenOptions(null, 1))) {
            System.out.println(backend.notices());
            System.out.println(backend.device().description());
            System.out.println(result(backend));
        }
    }
}
