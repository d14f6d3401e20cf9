package unroll.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;
import unroll.api.options.Numerals;

/** Reads numbers of the command line, and refuses the others in words that are not those of a programming language. */
final class NumberOptions {
    private NumberOptions() {
    }

    /** For a command and all its subcommands, which have to be there. */
    static void register(CommandLine commandLine) {
        commandLine.registerConverter(Integer.class, text -> Math.toIntExact(whole(text, Integer.MAX_VALUE)));
        commandLine.registerConverter(int.class, text -> Math.toIntExact(whole(text, Integer.MAX_VALUE)));
        commandLine.registerConverter(Long.class, text -> whole(text, Long.MAX_VALUE));
        commandLine.registerConverter(Double.class, NumberOptions::decimal);
        commandLine.registerConverter(double.class, NumberOptions::decimal);
    }

    private static long whole(String text, long most) {
        long value = Numerals.whole(text)
                .orElseThrow(() -> new TypeConversionException("expected a whole number, found '" + text + "'"));
        if (value > most || value < -most) {
            throw new TypeConversionException("expected a whole number of at most " + most + ", found '" + text + "'");
        }
        return value;
    }

    private static double decimal(String text) {
        return Numerals.decimal(text).orElseThrow(() -> new TypeConversionException(
                "expected a number such as 2, 0.001 or 1e-3, found '" + text + "'"));
    }
}
