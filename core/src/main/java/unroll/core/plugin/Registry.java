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
import unroll.api.error.ProviderException;
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

    /**
     * A provider that could be made.
     *
     * @param name what it called itself at first
     * @param provider the provider
     * @param plugin the plugin that brings it, or null if it is built in
     * @param <P> the provider interface
     */
    public record Entry<P>(String name, P provider, @Nullable Plugin plugin) {
        /** Its class and, if it is a plugin's, where that lies. */
        String place() {
            return provider.getClass().getName() + (plugin == null ? "" : " of " + plugin);
        }
    }

    private final String kind;
    private final Class<P> service;
    private final Function<P, String> nameOf;
    private final List<Entry<P>> found = new ArrayList<>();
    private final List<Broken> broken = new ArrayList<>();

    /**
     * Searches.
     *
     * @param kind what users call such a thing
     * @param unusable plugins that could not be opened: they may have had what is going to be asked for
     */
    Registry(String kind, Class<P> service, Function<P, String> nameOf, List<? extends ProviderSource> sources,
            List<Broken> unusable) {
        this.kind = kind;
        this.service = service;
        this.nameOf = nameOf;
        broken.addAll(unusable);
        for (ProviderSource source : sources) {
            search(source);
        }
        found.sort(Comparator.comparing(Entry::name));
    }

    /** All that could be made, by name; two of one name are both here. */
    public final List<P> all() {
        return found.stream().map(Entry::provider).toList();
    }

    /** The same with where each comes from. */
    public final List<Entry<P>> entries() {
        return List.copyOf(found);
    }

    /** What a provider says of itself, whatever it does when asked. */
    public static <P> String describe(P provider, Function<P, String> description) {
        try {
            return String.valueOf(description.apply(provider));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            return "it failed when asked for its description, " + Broken.rootOf(e);
        }
    }

    /** What could not be used: plugins as a whole, and providers of this kind. */
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
        return entry(name).provider();
    }

    final Entry<P> entry(String name) {
        List<Entry<P>> named = found.stream().filter(entry -> entry.name().equals(name)).toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        if (named.size() > 1) {
            throw new UsageException("there is more than one " + kind + " named '" + name + "': "
                    + String.join(" and ", named.stream().map(Entry::place).toList()) + "; remove all but one");
        }
        throw found.isEmpty() ? none(name) : unknown(name);
    }

    /**
     * Asks the provider of a name to make something.
     *
     * @throws UsageException as {@link #get}, and what the provider throws of the options
     * @throws ProviderException if the provider fails in another way, naming it and where it comes from
     */
    final <T> T made(String name, Function<P, T> make) {
        Entry<P> entry = entry(name);
        try {
            return make.apply(entry.provider());
        } catch (UnrollException | VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            throw new ProviderException(kind + " " + name + " cannot be made: " + entry.place() + ": "
                    + Broken.rootOf(e) + "; update it or take it away", e);
        }
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
        found.forEach(entry -> names.add(entry.name()));
        List<String> nearest = Nearest.first(name.toLowerCase(Locale.ROOT), names);
        String hint = Nearest.isSlip(name.toLowerCase(Locale.ROOT), nearest.get(0))
                ? " (did you mean " + nearest.get(0) + "?)"
                : "";
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
            addBroken(source, "a search for " + service.getName(), e);
            return;
        }
        int failures = 0;
        while (failures < MOST_FAILURES) {
            try {
                if (!candidates.tryAdvance(candidate -> make(candidate, source))) {
                    return;
                }
                failures = 0;
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                failures++;
                addBroken(source, "a provider of " + service.getName(), e);
            }
        }
    }

    private void make(ServiceLoader.Provider<P> candidate, ProviderSource source) {
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
            if (found.stream().noneMatch(
                    entry -> entry.provider().getClass() == provider.getClass() && entry.name().equals(name))) {
                found.add(new Entry<>(name, provider, source.plugin()));
            }
        } catch (VirtualMachineError e) {
            throw e;
        } catch (ServiceConfigurationError e) {
            addBroken(source, type, e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            addBroken(source, type, e);
        }
    }

    private void addBroken(ProviderSource source, String provider, Throwable cause) {
        Plugin plugin = source.plugin();
        broken.add(new Broken(plugin == null ? null : plugin.toString(), provider, cause));
    }

    private static boolean isName(@Nullable String name) {
        return name != null && !name.isEmpty() && name.equals(name.toLowerCase(Locale.ROOT))
                && name.chars().noneMatch(c -> Character.isWhitespace(c) || c == ':');
    }
}
