package unroll.app.cli;

import unroll.app.console.Console;
import unroll.app.job.Surroundings;

/**
 * What every command is given.
 *
 * @param console its streams
 * @param surroundings what it takes from around it
 */
record Context(Console console, Surroundings surroundings) {
    /**
     * Finds what is installed, for a command that is going to use it, and warns of plugins that cannot be used.
     *
     * @param messages where the warnings go
     */
    void findInstalled(Console messages) {
        surroundings.installed().get().problems().forEach(messages::warning);
    }
}
