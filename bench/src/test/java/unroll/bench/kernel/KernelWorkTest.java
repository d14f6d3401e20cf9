package unroll.bench.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class KernelWorkTest {
    @Test
    void ofAProduct() {
        KernelWork work = KernelWork.of("ProductBenchmark.multiply", List.of("FORWARD_4"));
        assertEquals(2.0 * 16 * 96 * 384, work.count());
        assertTrue(work.isProduct());
    }

    @Test
    void ofWhatIsNotKnown() {
        assertThrows(IllegalArgumentException.class, () -> KernelWork.of("OtherBenchmark.run", List.of()));
    }

    /** A benchmark without known work would be found out only after all of them have run. */
    @Test
    void everyBenchmarkHasIts() {
        var entries = BenchmarkList.defaultList().getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
        assertTrue(entries.size() >= 12, entries.toString());
        for (BenchmarkListEntry entry : entries) {
            String name = entry.getUsername();
            String own = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            List<String> parameters = own.startsWith("Product") ? List.of("GEMM_512") : List.of("96");
            assertTrue(KernelWork.of(own, parameters).count() > 0, name);
        }
    }
}
