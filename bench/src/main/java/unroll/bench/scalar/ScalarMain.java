package unroll.bench.scalar;

import java.io.IOException;
import unroll.bench.peer.PeerRun;

/** The process of the plain scalar loop. */
public final class ScalarMain {
    private ScalarMain() {
    }

    /** Runs {@link PeerRun}. */
    public static void main(String[] arguments) throws IOException {
        PeerRun.main(System.out, ScalarPeer::new, arguments);
    }
}
