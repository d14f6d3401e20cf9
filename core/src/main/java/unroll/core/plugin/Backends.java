package unroll.core.plugin;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.BackendProvider;
import unroll.api.backend.Device;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.api.error.BackendUnavailableException;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;
import unroll.core.config.BackendChoice;

/** The backends that are there. What was asked for is opened, or the error says why not: there is no second choice. */
public final class Backends extends Registry<BackendProvider> {
    /** Those of some sources. */
    public Backends(ProviderSource... sources) {
        this(List.of(sources), List.of());
    }

    Backends(List<? extends ProviderSource> sources, List<Broken> unusable) {
        super("backend", BackendProvider.class, BackendProvider::name, sources, unusable);
    }

    /**
     * Opens a backend.
     *
     * @throws UsageException if there is no backend of this name, it has no such device, or the number of threads is
     *     negative
     * @throws BackendUnavailableException if it cannot run here, with its reason and remedy; if the JVM was started
     *     without what its plugin asks for; or if no backend is installed
     */
    public Backend open(BackendChoice choice) {
        if (choice.threads() < 0) {
            throw new UsageException("the number of threads must be 0 or more, found " + choice.threads());
        }
        Entry<BackendProvider> entry = entry(choice.name());
        BackendProvider provider = entry.provider();
        Plugin plugin = entry.plugin();
        if (plugin != null && !plugin.isStarted()) {
            throw new BackendUnavailableException("backend " + choice.name() + " needs a JVM that is started with the "
                    + "options of its plugin; " + (plugin.name().equals(choice.name())
                            ? "choose it with --backend " + plugin.name() + " or UNROLL_BACKEND=" + plugin.name()
                                    + ", so that the launcher adds them"
                            : "the launcher looks for a plugin of the backend's name, and this one is named "
                                    + plugin.name() + "; rename it in its plugin.properties"));
        }
        switch (probe(provider)) {
            case Probe.Unavailable(String reason, String remedy) -> throw new BackendUnavailableException(
                    "backend " + choice.name() + " cannot run here: " + reason + "; " + remedy);
            case Probe.Available(List<Device> devices) -> checkDevice(choice, devices);
        }
        try {
            return provider.open(new OpenOptions(choice.device(), choice.threads()));
        } catch (UnrollException | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new BackendUnavailableException("backend " + choice.name() + " could not be opened: "
                    + Broken.rootOf(e) + "; reinstall or update it", e);
        }
    }

    /**
     * Checks the device, where there is such a backend and it can run here.
     *
     * @throws UsageException if it has no such device
     */
    public void checkDevice(BackendChoice choice) {
        for (BackendProvider provider : all()) {
            if (choice.device() != null && provider.name().equals(choice.name())
                    && probe(provider) instanceof Probe.Available(List<Device> devices)) {
                checkDevice(choice, devices);
            }
        }
    }

    /** What a provider says of itself; one that throws where it must not is unavailable. */
    public static Probe probe(BackendProvider provider) {
        try {
            return provider.probe();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return new Probe.Unavailable("it failed when asked, " + Broken.rootOf(e), "reinstall or update it");
        }
    }

    /** Whether a provider is there, and not only known to the checkout. */
    public static boolean isBuilt(BackendProvider provider) {
        return !(provider instanceof UnbuiltBackend);
    }

    /** One line about a provider, whatever it does when asked. */
    public static String describe(BackendProvider provider) {
        return describe(provider, BackendProvider::description);
    }

    private static void checkDevice(BackendChoice choice, List<Device> devices) {
        String device = choice.device();
        if (device != null && devices.stream().noneMatch(d -> d.id().equals(device))) {
            throw new UsageException("backend " + choice.name() + " has no device '" + device + "'; there are: "
                    + String.join(", ", Nearest.first(device, devices.stream().map(Device::id).toList())));
        }
    }

    @Override
    UnrollException none(String name) {
        return new BackendUnavailableException("no backend is installed, so '" + name
                + "' cannot be used; put the jar of a backend (a module that provides "
                + BackendProvider.class.getName() + ") on the module path, or install Unroll again" + failures());
    }
}
