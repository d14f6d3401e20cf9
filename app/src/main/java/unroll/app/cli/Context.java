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
}
