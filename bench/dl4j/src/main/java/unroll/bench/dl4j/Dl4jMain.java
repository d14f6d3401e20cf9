package unroll.bench.dl4j;

import java.io.IOException;
import unroll.bench.peer.PeerRun;

/** The process of a training on DL4J. */
public final class Dl4jMain {
    private Dl4jMain() {
    }

    /** Runs {@link PeerRun}. */
    public static void main(String[] arguments) throws IOException {
        PeerRun.main(System.out, Dl4jPeer::new, arguments);
    }
}
