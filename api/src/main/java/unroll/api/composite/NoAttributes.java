package unroll.api.composite;

/** The attributes of a composite that has none. */
public record NoAttributes() {
    /** The one value there needs to be. */
    public static final NoAttributes NONE = new NoAttributes();
}
