package unroll.app.job;

/** How a training job came out: it gave a result, or was stopped. */
public sealed interface TrainingOutcome permits TrainingResult, StoppedTraining {
}
