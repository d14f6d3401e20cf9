package unroll.tck.kit;

/**
 * A wrong backend.
 *
 * @param type the family that is meant to notice, for the wrong backend
 * @param wrong what is wrong, for the table
 * @param check part of the name of the check that is meant to notice
 */
record Mutant(Class<? extends Conformance> type, String wrong, String check) {
    String family() {
        return FamilyTable.family(type);
    }

    /** A line of the table in docs/conformance.md. */
    String row() {
        return "| " + wrong + " | " + family() + " | " + check + " |";
    }

    @Override
    public String toString() {
        return wrong;
    }
}
