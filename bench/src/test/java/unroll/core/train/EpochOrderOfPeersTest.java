package unroll.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unroll.bench.compare.JobsAccess;

/** Peers get their items in the order in which Unroll takes them. In this package to see how Unroll shuffles. */
class EpochOrderOfPeersTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "25626, 0, 0", "25626, 0, 9", "1000, 77, 3"})
    void same(int items, long seed, int epoch) {
        int[] unroll = new int[items];
        int[] peers = new int[items];
        EpochOrder.shuffle(unroll, seed, epoch);
        JobsAccess.shuffle(peers, seed, epoch);
        assertArrayEquals(unroll, peers);
    }
}
