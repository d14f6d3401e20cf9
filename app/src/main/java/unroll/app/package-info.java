/** The command line: it turns arguments into calls of core, results into text, and errors into exit codes. */
@org.jspecify.annotations.NullMarked
package unroll.app;
