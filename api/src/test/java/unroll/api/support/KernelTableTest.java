package unroll.api.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import unroll.api.composite.GruRecurrence;
import unroll.api.composite.LstmRecurrence;
import unroll.api.composite.RecurrentLayer;
import unroll.api.composite.TanhRecurrence;
import unroll.api.tensor.FusedKernel;
import unroll.api.tensor.GradientRequest;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensors;

class KernelTableTest {
    private static final class None implements FusedKernel<RecurrentLayer.Sequence> {
        @Override
        public Forward forward(Scope scope, RecurrentLayer.Sequence attributes, Tensors inputs, long neededMask) {
            return new Forward(Tensors.of(), Tensors.of());
        }

        @Override
        public Tensors backward(Scope scope, RecurrentLayer.Sequence attributes, Tensors saved,
                Tensors outputGradients, GradientRequest request) {
            return Tensors.of();
        }
    }

    @Test
    void findsByEqualityAndTellsRecurrencesApart() {
        None tanh = new None();
        None gru = new None();
        KernelTable table = new KernelTable(
                List.of(new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), tanh),
                        new KernelTable.Entry<>(new RecurrentLayer(GruRecurrence.GRU), gru)));
        assertSame(tanh, table.find(new RecurrentLayer(new TanhRecurrence())).orElseThrow());
        assertSame(gru, table.find(new RecurrentLayer(GruRecurrence.GRU)).orElseThrow());
        assertEquals(Optional.empty(), table.find(new RecurrentLayer(LstmRecurrence.LSTM)));
    }

    @Test
    void refusesTwoForOneComposite() {
        KernelTable.Entry<?> entry = new KernelTable.Entry<>(new RecurrentLayer(TanhRecurrence.TANH), new None());
        assertThrows(IllegalArgumentException.class, () -> new KernelTable(List.of(entry, entry)));
    }
}
