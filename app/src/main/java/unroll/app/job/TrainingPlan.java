package unroll.app.job;

import java.nio.file.Path;
import unroll.api.backend.Device;
import unroll.core.config.RunConfig;

/**
 * What a training job has settled before it trains.
 *
 * @param config the settings
 * @param source name of the data
 * @param items items in all splits
 * @param model what is trained
 * @param backend name of the backend
 * @param device the device in use
 * @param threads threads asked for, or 0 for the backend's choice
 * @param folder where the run is written
 */
public record TrainingPlan(RunConfig config, String source, long items, ModelSummary model, String backend,
        Device device, int threads, Path folder) {
}
