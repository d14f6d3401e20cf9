package unroll.core.data;

import java.util.Arrays;
import unroll.api.error.DataException;

/** Tokens in the narrowest numbers that the vocabulary fits. Grows as they are added. */
abstract sealed class TokenArray {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;
    private static final int FIRST = 1 << 12;
    private static final int BYTES = 1 << Byte.SIZE;
    private static final int CHARS = 1 << Character.SIZE;

    private int size;
    private int room;

    /** An empty one for ids below that number. */
    static TokenArray of(int vocabularySize) {
        return vocabularySize <= BYTES ? new Bytes() : vocabularySize <= CHARS ? new Chars() : new Ints();
    }

    /** How many there are. */
    final int size() {
        return size;
    }

    /**
     * Adds a token.
     *
     * @throws DataException if there are more than one array holds
     */
    final void add(int token) {
        if (size == room) {
            if (room == LARGEST_ARRAY) {
                throw new DataException("the data has more than " + LARGEST_ARRAY
                        + " tokens, which is more than one array holds; take fewer items");
            }
            room = (int) Math.min(LARGEST_ARRAY, Math.max(FIRST, room * 3L / 2));
            resize(room);
        }
        put(size++, token);
    }

    /** Lets go of what has no token in it. */
    final void trim() {
        room = size;
        resize(room);
    }

    /** The token of that place. */
    abstract int at(int place);

    abstract void put(int place, int token);

    abstract void resize(int length);

    private static final class Bytes extends TokenArray {
        private byte[] tokens = {};

        @Override
        int at(int place) {
            return tokens[place] & (BYTES - 1);
        }

        @Override
        void put(int place, int token) {
            tokens[place] = (byte) token;
        }

        @Override
        void resize(int length) {
            tokens = Arrays.copyOf(tokens, length);
        }
    }

    private static final class Chars extends TokenArray {
        private char[] tokens = {};

        @Override
        int at(int place) {
            return tokens[place];
        }

        @Override
        void put(int place, int token) {
            tokens[place] = (char) token;
        }

        @Override
        void resize(int length) {
            tokens = Arrays.copyOf(tokens, length);
        }
    }

    private static final class Ints extends TokenArray {
        private int[] tokens = {};

        @Override
        int at(int place) {
            return tokens[place];
        }

        @Override
        void put(int place, int token) {
            tokens[place] = token;
        }

        @Override
        void resize(int length) {
            tokens = Arrays.copyOf(tokens, length);
        }
    }
}
