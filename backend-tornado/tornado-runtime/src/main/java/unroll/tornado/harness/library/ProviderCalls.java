package unroll.tornado.harness.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.common.LibraryTaskDescriptor;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.runtime.common.TornadoXPUDevice;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryContext;
import uk.ac.manchester.tornado.runtime.library.spi.LibraryInvocation;
import uk.ac.manchester.tornado.runtime.library.spi.TornadoLibraryProvider;
import unroll.tornado.harness.LibraryCalls;

/** Calls the provider of a task's library, found as TornadoVM finds it; a plan has one context with each. */
public final class ProviderCalls implements LibraryCalls {
    private final List<TornadoLibraryProvider> providers = new ArrayList<>();
    private final Map<TornadoLibraryProvider, LibraryContext> contexts = new HashMap<>();

    /** For the service loader. */
    public ProviderCalls() {
        ServiceLoader.load(TornadoLibraryProvider.class).forEach(providers::add);
    }

    @Override
    public void call(LibraryTaskDescriptor task, long[] pointers, @Nullable TornadoDevice device) {
        if (!(device instanceof TornadoXPUDevice one)) {
            throw new IllegalStateException("no device to call " + task.getFunctionName() + " on");
        }
        TornadoLibraryProvider provider = provider(task.getLibraryName(), one);
        LibraryContext context = contexts.computeIfAbsent(provider, each -> each.createContext(one, 0));
        boolean[] references = new boolean[pointers.length];
        Arrays.fill(references, true);
        provider.dispatch(task.getFunctionName(), new LibraryInvocation(task.getParameters(), pointers, references, one,
                0, context, task.getTuning()));
    }

    private TornadoLibraryProvider provider(String name, TornadoXPUDevice device) {
        return providers.stream().filter(each -> each.libraryName().equals(name) && each.canHandle(device)).findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider of the library " + name));
    }

    @Override
    public void close() {
        contexts.forEach(TornadoLibraryProvider::destroyContext);
        contexts.clear();
    }
}
