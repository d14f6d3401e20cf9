package unroll.app.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import unroll.api.error.UnrollException;
import unroll.core.data.Split;
import unroll.core.run.RunFolder;
import unroll.core.text.ItemIndex;

/**
 * Counts the samples that are, letter by letter, among the items a run was trained on. The items are read on a thread of
 * their own, so that no sample waits for them.
 */
final class KnownItems {
    private static final int MOST_WAITING = 10_000;

    private final FutureTask<ItemIndex> items;
    private final List<String> waiting = new ArrayList<>();
    private int known;
    private @Nullable String reason;

    /** Begins to read. */
    KnownItems(RunFolder folder, Surroundings surroundings) {
        items = new FutureTask<>(() -> new ItemIndex(Split.of(RunData.read(folder, surroundings).items(),
                folder.config().data().splitSeed()).train()));
        Thread.ofPlatform().daemon().name("training data").start(items);
    }

    /** Adds a sample. */
    void add(String sample) {
        waiting.add(sample);
        if (items.isDone() || waiting.size() == MOST_WAITING) {
            count();
        }
    }

    /** How many of the samples are known, or null where the items cannot be read. */
    @Nullable
    Integer known() {
        count();
        return reason == null ? known : null;
    }

    /** Why the items cannot be read, or null. */
    @Nullable
    String reason() {
        return reason;
    }

    private void count() {
        if (reason == null) {
            try {
                ItemIndex trained = items.get();
                for (String sample : waiting) {
                    known += trained.contains(sample) ? 1 : 0;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                reason = "it was interrupted";
            } catch (ExecutionException e) {
                reason = reason(e.getCause());
            }
        }
        waiting.clear();
    }

    private static String reason(@Nullable Throwable cause) {
        return switch (cause) {
            // What was asked for needs none of this.
            case UnrollException e -> Objects.requireNonNullElse(e.getMessage(), "it cannot be read");
            case Error e -> throw e;
            case null, default -> throw new IllegalStateException("reading the data failed", cause);
        };
    }
}
