package unroll.app.job;

import java.io.InputStream;
import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.text.Tokenizer;
import unroll.core.config.BackendChoice;
import unroll.core.config.RunConfig;
import unroll.core.plugin.Tokenizers;
import unroll.core.run.RunRecorder;
import unroll.core.text.Lines;
import unroll.core.train.Trainer;

/** A training run that is asked for: one from nothing, or one that goes on. */
public sealed interface TrainingRequest permits NewRun, ContinuedRun {
    /** Its settings. */
    RunConfig config();

    /** What computes. */
    BackendChoice backend();

    /** What looks on. */
    Instruments instruments();

    /** What the user should know before it begins, each a sentence. */
    List<String> warnings();

    /** Reads the items, from {@code in} where they come from standard input. */
    Lines read(Surroundings surroundings, InputStream in);

    /** The vocabulary, by one of some tokenizers. */
    Tokenizer tokenizer(Lines lines, Tokenizers tokenizers);

    /** Writes the run. */
    RunRecorder recorder(Surroundings surroundings, Lines lines, Tokenizer tokenizer, Backend backend);

    /** Gives a new trainer the state to go on from, if there is one. */
    void restore(Trainer trainer);
}
