package unroll.core.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UnrollException;
import unroll.api.error.UsageException;

/**
 * The providers of one kind, each made once, by name. A provider that fails becomes a {@link Broken} entry and hides no
 * other.
 *
 * @param <P> the provider interface
 */
public abstract sealed class Registry<P> permits Backends, Cells, Optimizers, Tokenizers {
    // A source that fails this often in sequence will not come to an end by itself.
    private static final int MOST_FAILURES = 100;

    private final String kind;
    private final Class<P> service;
    private final Function<P, String> nameOf;
    private final List<P> found = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();

    Registry(String kind, Class<P> service, Function<P, String> nameOf, ProviderSource... sources) {
        this.kind = kind;
        this.service = service;
        this.nameOf = nameOf;
        for (ProviderSource source : sources) {
            search(source);
        }
        found.sort(Comparator.comparing(nameOf));
    }

    /** All that could be made, by name; two of one name are both here. */
    public final List<P> all() {
        return List.copyOf(found);
    }

    /** Those that could not be made. */
    public final List<Broken> broken() {
        return List.copyOf(broken);
    }

    /**
     * The provider of a name.
     *
     * @throws UsageException if there is none, listing those there are, the nearest name first; or if there are two,
     *     naming their classes
     */
    public final P get(String name) {
        List<P> named = found.stream().filter(provider -> nameOf.apply(provider).equals(name)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.size() > 1) {
            throw new UsageException("there is more than one " + kind + " named '" + name + "': "
                    + String.join(" and ", named.stream().map(provider -> provider.getClass().getName()).toList())
                    + "; remove all but one");
        }
        throw found.isEmpty() ? none(name) : unknown(name);
    }

    /** The error for when there is no provider at all. */
    UnrollException none(String name) {
        return new UsageException("there is no " + kind + " '" + name + "': none is installed" + failures());
    }

    /** The broken ones as the end of a message. */
    final String failures() {
        return broken.isEmpty()
                ? ""
                : "; could not be loaded: " + String.join("; ", broken.stream().map(Broken::reason).toList());
    }

    private UsageException unknown(String name) {
        TreeSet<String> names = new TreeSet<>();
        found.forEach(provider -> names.add(nameOf.apply(provider)));
        List<String> nearest = Nearest.first(name, names);
        String hint = Nearest.isSlip(name, nearest.get(0)) ? " (did you mean " + nearest.get(0) + "?)" : "";
        return new UsageException("there is no " + kind + " '" + name + "'; there are: " + String.join(", ", nearest)
                + hint + failures());
    }

    private void search(ProviderSource source) {
        Spliterator<ServiceLoader.Provider<P>> candidates;
        try {
            candidates = source.providers(service).spliterator();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            broken.add(new Broken("a search for " + service.getName(), e));
            return;
        }
        int failures = 0;
        while (failures < MOST_FAILURES) {
            try {
                if (!candidates.tryAdvance(this::make)) {
                    return;
                }
                failures = 0;
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                failures++;
                broken.add(new Broken("a provider of " + service.getName(), e));
            }
        }
    }

    private void make(ServiceLoader.Provider<P> candidate) {
        String type = service.getName();
        try {
            type = candidate.type().getName();
            P provider = candidate.get();
            type = provider.getClass().getName();
            String name = nameOf.apply(provider);
            if (!isName(name)) {
                throw new IllegalStateException("its name is '" + name
                        + "', expected lower case without spaces or colons");
            }
            // A class loader also lists what its parents see.
            if (found.stream().noneMatch(p -> p.getClass() == provider.getClass() && nameOf.apply(p).equals(name))) {
                found.add(provider);
            }
        } catch (VirtualMachineError e) {
            throw e;
        } catch (ServiceConfigurationError e) {
            broken.add(new Broken(type, e.getCause() == null ? e : e.getCause()));
        } catch (Throwable e) {
            broken.add(new Broken(type, e));
        }
    }

    private static boolean isName(@Nullable String name) {
        return name != null && !name.isEmpty() && name.equals(name.toLowerCase(Locale.ROOT))
                && name.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':');
    }
}
