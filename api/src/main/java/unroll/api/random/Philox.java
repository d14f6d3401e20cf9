package unroll.api.random;

/**
 * The block function Philox4x32 with ten rounds: a bijection of a 128-bit counter under a 64-bit key.
 *
 * <p>Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011. The known answers
 * published with that paper are tests of this class, and test vectors for backends that draw on a device.
 */
public final class Philox {
    private static final int ROUNDS = 10;
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;

    private Philox() {
    }

    /**
     * Two of the four words of a block.
     *
     * @param key0 first word of the key
     * @param key1 second word of the key
     * @param c0 first word of the counter
     * @param c1 second word of the counter
     * @param c2 third word of the counter
     * @param c3 fourth word of the counter
     * @param upper false for words 0 and 1 of the block, true for words 2 and 3
     * @return the earlier word in the low 32 bits, the later one in the high 32 bits
     */
    public static long words(int key0, int key1, int c0, int c1, int c2, int c3, boolean upper) {
        int k0 = key0;
        int k1 = key1;
        int x0 = c0;
        int x1 = c1;
        int x2 = c2;
        int x3 = c3;
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (x0 & 0xFFFFFFFFL);
            long p1 = MULTIPLIER_1 * (x2 & 0xFFFFFFFFL);
            x0 = (int) (p1 >>> 32) ^ x1 ^ k0;
            x2 = (int) (p0 >>> 32) ^ x3 ^ k1;
            x1 = (int) p1;
            x3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        return upper ? pack(x2, x3) : pack(x0, x1);
    }

    private static long pack(int low, int high) {
        return (low & 0xFFFFFFFFL) | ((long) high << 32);
    }
}
