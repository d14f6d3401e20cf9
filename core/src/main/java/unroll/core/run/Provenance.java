package unroll.core.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;
import unroll.core.file.Documents;
import unroll.core.file.Fields;

/**
 * Where a model comes from: what it was trained on, with and where. For people; nothing depends on it.
 *
 * @param unrollVersion version of Unroll
 * @param created when the run began, an ISO instant
 * @param data name of the data
 * @param dataSha256 hash of the data's bytes, in hexadecimal
 * @param items items in the data
 * @param javaVersion version of Java
 * @param javaVendor vendor of Java
 * @param vm name and version of the virtual machine
 * @param os name and version of the operating system
 * @param arch processor architecture
 * @param backend name of the backend
 * @param device the device it computed on
 * @param threads threads it computed with, or 0 for the backend's choice
 */
public record Provenance(String unrollVersion, String created, String data, String dataSha256, long items,
        String javaVersion, String javaVendor, String vm, String os, String arch, String backend, String device,
        int threads) {

    /** A run that begins now, on this machine. */
    public static Provenance of(String data, String dataSha256, long items, String backend, String device,
            int threads) {
        return new Provenance(UnrollVersion.current(), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), data,
                dataSha256, items, Runtime.version().toString(), property("java.vendor"),
                property("java.vm.name") + " " + property("java.vm.version"),
                property("os.name") + " " + property("os.version"), property("os.arch"), backend, device, threads);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    String toJson() {
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
        return Documents.json(document);
    }

    static Provenance read(Path file) {
        Fields fields = Documents.readJson(file, Documents.SMALL);
        Provenance read = new Provenance(fields.text("unroll_version"), fields.text("created"), fields.text("data"),
                fields.text("data_sha256"), fields.integer("items", 0, Long.MAX_VALUE), fields.text("java_version"),
                fields.text("java_vendor"), fields.text("vm"), fields.text("os"), fields.text("arch"),
                fields.text("backend"), fields.text("device"), fields.integer("threads", 0));
        fields.end();
        return read;
    }
}
