package unroll.bench.djl;

import java.io.IOException;
import java.util.Arrays;
import unroll.bench.peer.PeerRun;

/** The process of a training on libtorch: the arguments of {@link PeerRun} behind {@code custom} or {@code fused}. */
public final class DjlMain {
    private DjlMain() {
    }

    /** Runs. */
    public static void main(String[] arguments) throws IOException {
        Libtorch.configure();
        boolean fused = arguments[0].equals("fused");
        PeerRun.main(System.out, job -> new DjlPeer(job, fused ? Recurrent.FUSED : Recurrent.CUSTOM),
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
