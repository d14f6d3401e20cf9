package unroll.tck.run;

import java.util.ServiceLoader;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.OpenOptions;
import unroll.tck.BackendConformance;

/**
 * The kit for a backend that is beside it on the module path or the class path: the system property
 * {@value #CHOICE} is its name and, after a colon, the device.
 */
public final class InstalledBackendConformance extends BackendConformance {
    /** The system property that says which. */
    public static final String CHOICE = "unroll.tck.backend";

    /** For JUnit. */
    public InstalledBackendConformance() {
    }

    private static String choice() {
        String choice = System.getProperty(CHOICE);
        if (choice == null) {
            throw new IllegalStateException("which backend? Give its name with -D" + CHOICE + "=NAME[:DEVICE]");
        }
        return choice;
    }

    @Override
    protected BackendProvider provider() {
        String choice = choice();
        int colon = choice.indexOf(':');
        String name = colon < 0 ? choice : choice.substring(0, colon);
        return ServiceLoader.load(BackendProvider.class).stream().map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no backend '" + name
                        + "' on the module path or the class path; put its jar there"));
    }

    @Override
    protected OpenOptions options() {
        String choice = choice();
        int colon = choice.indexOf(':');
        return colon < 0 ? OpenOptions.DEFAULT : new OpenOptions(choice.substring(colon + 1), 0);
    }
}
