package unroll.api.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Packing;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.Tensors;

class KernelTableTest {
    private static final RecurrentLayer.Sequence SEQUENCE = new RecurrentLayer.Sequence(Packing.of(1), null);

    private static final class Answering implements FusedKernel<RecurrentLayer.Sequence> {
        private final Forward answer = new Forward(Tensors.of(), Tensors.of());

        @Override
        public Forward forward(Scope scope, RecurrentLayer.Sequence attributes, Tensors inputs, long neededMask) {
            return answer;
        }

        @Override
        public Tensors backward(Scope scope, RecurrentLayer.Sequence attributes, Tensors saved,
                Tensors outputGradients, GradientRequest request) {
            return saved;
        }
    }

    /** Notes when work begins and ends. */
    private static final class Noting implements Owner<Tensor>, Scope {
        private final List<String> notes = new ArrayList<>();

        @Override
        public Tensor cast(Tensor tensor) {
            return tensor;
        }

        @Override
        public String name() {
            return "noting";
        }

        @Override
        public Work begin() {
            notes.add("begin");
            return () -> notes.add("end");
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // nothing to free
        }
    }

    private final Noting owner = new Noting();

    @Test
    void findsByEqualityAndTellsRecurrencesApart() {
        Answering tanh = new Answering();
        Answering gru = new Answering();
        KernelTable table = new KernelTable(owner,
                List.of(new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), tanh),
                        new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), gru)));
        assertSame(tanh.answer, table.find(new RecurrentLayer(new TanhRecurrence())).orElseThrow().forward(owner,
                SEQUENCE, Tensors.of(), FusedKernel.INFERENCE));
        assertSame(gru.answer, table.find(new RecurrentLayer(GruRecurrence.GRU)).orElseThrow().forward(owner, SEQUENCE,
                Tensors.of(), FusedKernel.INFERENCE));
        assertEquals(Optional.empty(), table.find(new RecurrentLayer(LstmRecurrence.LSTM)));
        assertEquals(List.of("begin", "end", "begin", "end"), owner.notes);
    }

    @Test
    void refusesTwoForOneComposite() {
        KernelTable.Entry<?> entry = new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), new Answering());
        assertThrows(IllegalArgumentException.class, () -> new KernelTable(owner, List.of(entry, entry)));
    }
}
