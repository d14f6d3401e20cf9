package unroll.core.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.file.AtomicFile;
import unroll.core.file.Documents;
import unroll.core.file.Fields;

/**
 * Where results come from: what they were made of, with and where. For people; nothing depends on it.
 *
 * @param unrollVersion version of Unroll
 * @param created when it began, an ISO instant
 * @param data name of the data
 * @param dataSha256 hash of the data's bytes, in hexadecimal; empty where no data was read
 * @param items items in the data
 * @param javaVersion version of Java
 * @param javaVendor vendor of Java
 * @param vm name and version of the virtual machine
 * @param os name and version of the operating system
 * @param arch processor architecture
 * @param backend name of the backend; empty where none computed
 * @param device the device it computed on; empty where no backend computed
 * @param threads threads it computed with, or 0 for the backend's choice
 * @param command the words of the command that began it; none where that is not known
 */
public record Provenance(String unrollVersion, String created, String data, String dataSha256, long items,
        String javaVersion, String javaVendor, String vm, String os, String arch, String backend, String device,
        int threads, List<String> command) {
    private static final String FILE = "provenance.json";
    private static final String COMMAND = "command";

    /** Copies the list. */
    public Provenance {
        command = List.copyOf(command);
    }

    /** What begins now, on this machine. */
    public static Provenance of(String data, String dataSha256, long items, String backend, String device,
            int threads, List<String> command) {
        return new Provenance(UnrollVersion.current(), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), data,
                dataSha256, items, Runtime.version().toString(), property("java.vendor"),
                property("java.vm.name") + " " + property("java.vm.version"),
                property("os.name") + " " + property("os.version"), property("os.arch"), backend, device, threads,
                command);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    /**
     * Writes or replaces provenance.json.
     *
     * @throws unroll.api.error.ResourceException if that fails
     */
    public void write(Path folder) {
        ObjectNode document = Documents.document();
        document.put("unroll_version", unrollVersion);
        document.put("created", created);
        document.put("data", data);
        document.put("data_sha256", dataSha256);
        document.put("items", items);
        document.put("java_version", javaVersion);
        document.put("java_vendor", javaVendor);
        document.put("vm", vm);
        document.put("os", os);
        document.put("arch", arch);
        document.put("backend", backend);
        document.put("device", device);
        document.put("threads", threads);
        ArrayNode words = document.putArray(COMMAND);
        command.forEach(words::add);
        AtomicFile.write(folder.resolve(FILE), AtomicFile.text(Documents.json(document)));
    }

    /**
     * What a folder says of itself; earlier versions noted it of runs alone.
     *
     * @throws unroll.api.error.ModelFormatException if its file is damaged
     */
    public static Optional<Provenance> find(Path folder) {
        return Files.exists(folder.resolve(FILE)) ? Optional.of(read(folder)) : Optional.empty();
    }

    static Provenance read(Path folder) {
        Fields fields = Documents.readJson(folder.resolve(FILE), Documents.SMALL);
        Provenance read = new Provenance(fields.text("unroll_version"), fields.text("created"), fields.text("data"),
                fields.text("data_sha256"), fields.integer("items", 0, Long.MAX_VALUE), fields.text("java_version"),
                fields.text("java_vendor"), fields.text("vm"), fields.text("os"), fields.text("arch"),
                fields.text("backend"), fields.text("device"), fields.integer("threads", 0),
                fields.has(COMMAND) ? fields.textList(COMMAND) : List.of());
        fields.end();
        return read;
    }
}
