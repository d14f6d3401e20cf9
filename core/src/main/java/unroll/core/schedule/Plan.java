package unroll.core.schedule;

/** A schedule whose options are known, while the length of the training is not. */
@FunctionalInterface
interface Plan {
    /**
     * The schedule over a course.
     *
     * @throws unroll.api.error.UsageException if an option does not fit the course
     */
    Schedule over(Course course);

    /** Epochs in a row without progress after which the rate is lowered; 0 where progress has no say. */
    default int epochsWithoutProgress() {
        return 0;
    }
}
