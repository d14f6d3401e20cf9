package unroll.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of docs/ whose listings are used as they stand. */
record Page(String text) {
    static final Path HOME = Path.of(System.getProperty("unroll.home")).toAbsolutePath().normalize();
    private static final String PROMPT = "$ ";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    // The number of an epoch and its losses; after them come columns of time.
    private static final Pattern EPOCH = Pattern.compile("(?m)^ +\\d+ +\\d+\\.\\d{4} +\\d+\\.\\d{4} ");

    static Page of(String file) throws IOException {
        return new Page(Files.readString(HOME.resolve("docs").resolve(file)));
    }

    /** The blocks of one kind, in order; those of kind {@code ""} are transcripts. */
    List<String> blocks(String kind) {
        return BLOCK.matcher(text).results().filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2)).toList();
    }

    /** What a transcript types, a line each. */
    static String commands(String transcript) {
        return transcript.lines().filter(line -> line.startsWith(PROMPT)).map(line -> line.substring(PROMPT.length()))
                .collect(Collectors.joining("\n"));
    }

    /** The number and the losses of each epoch in what training prints. */
    static List<String> epochs(String text) {
        return EPOCH.matcher(text).results().map(each -> each.group().strip()).toList();
    }
}
