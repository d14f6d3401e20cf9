package unroll.api.plugin;

/** The number of this API. A plugin states the one it was built for, and is loaded where the two are equal. */
public final class ApiVersion {
    /**
     * This API's number. It grows with every change after which a plugin that was built before would no longer run.
     */
    public static final int CURRENT = 1;
    /** The main attribute in a jar's manifest with the number that a plugin of a single jar was built for. */
    public static final String MANIFEST_ATTRIBUTE = "Unroll-Api";

    private ApiVersion() {
    }
}
