/**
 * Graphs of tasks, plans that execute them, and the work-groups in which plain Java executes them for tests.
 */
@NullMarked
package uk.ac.manchester.tornado.api;

import org.jspecify.annotations.NullMarked;
