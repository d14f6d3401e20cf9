package unroll.bench.djl;

import java.io.IOException;
import java.util.Arrays;
import unroll.bench.peer.PeerRun;

/** The process of a training on libtorch: the arguments of {@link PeerRun} behind the name of a {@link Recurrent}. */
public final class DjlMain {
    private DjlMain() {
    }

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        Libtorch.configure();
        Recurrent recurrent = Recurrent.of(arguments[0]);
        PeerRun.main(System.out, job -> new DjlPeer(job, recurrent),
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
