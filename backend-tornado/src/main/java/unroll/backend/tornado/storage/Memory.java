package unroll.backend.tornado.storage;

import org.jspecify.annotations.Nullable;
import unroll.api.error.ResourceException;
import unroll.api.support.BackendLife;
import unroll.api.support.Owner;
import unroll.api.support.Work;
import unroll.api.tensor.Scope;
import unroll.api.tensor.Tensor;
import unroll.backend.tornado.engine.Machine;

/** The heap of one backend, and who has which part of it. Also tells the tensors of its backend from others. */
public final class Memory implements Owner<DeviceTensor> {
    private final Machine machine;
    private final Space space = new Space();
    private final long most;
    private final BackendLife life;

    /**
     * The memory of a machine, all of it free.
     *
     * @param backend its name, for messages
     * @param limit bytes that the device allots at once, 0 where unknown
     */
    public Memory(String backend, Machine machine, long limit) {
        this.machine = machine;
        this.most = Space.whole(Machine.most(limit));
        this.life = new BackendLife(backend);
        space.grow(machine.size());
    }

    /** Where its kernels run. */
    public Machine machine() {
        return machine;
    }

    /** Whether the backend has been closed, and with it every tensor. */
    public BackendLife life() {
        return life;
    }

    /** Takes a place for so many elements, whatever they are. */
    synchronized int take(int count) {
        life.requireOpen();
        int at = space.take(count);
        if (at < 0) {
            grow(count);
            at = space.take(count);
        }
        return at;
    }

    private void grow(int count) {
        long needed = space.sizeWith(count);
        if (needed > most) {
            throw new ResourceException("no memory for " + (((long) count * Float.BYTES) >> 20) + " MiB on the device:"
                    + " this " + name() + " backend holds " + (bytes() >> 20) + " MiB, and may hold "
                    + ((most * Float.BYTES) >> 20) + " MiB; use a smaller batch or hidden size, or another device");
        }
        try {
            machine.grow((int) Math.min(most, Math.max(needed, 2L * space.size())));
        } catch (ResourceException e) {
            // twice as much is for the next time
            machine.grow((int) needed);
        }
        space.grow(machine.size());
    }

    synchronized void giveBack(int at, int count) {
        if (!life.isClosed()) {
            space.giveBack(at, count);
        }
    }

    /** Bytes of the heap. */
    public synchronized long bytes() {
        return life.isClosed() ? 0 : (long) space.size() * Float.BYTES;
    }

    /** Frees the heap, once no work is left that has begun. */
    public void close() {
        if (!life.isClosed()) {
            life.close();
            machine.close();
        }
    }

    @Override
    public @Nullable DeviceTensor cast(Tensor tensor) {
        return tensor instanceof DeviceTensor mine && mine.belongsTo(this) ? mine : null;
    }

    /**
     * The scope as one of this memory.
     *
     * @throws unroll.api.error.TensorException if it is another backend's or closed
     */
    public DeviceScope own(Scope scope) {
        return life.own(scope instanceof DeviceScope mine && mine.belongsTo(this) ? mine : null);
    }

    @Override
    public Work begin() {
        return life.begin();
    }

    @Override
    public String name() {
        return life.backend();
    }
}
