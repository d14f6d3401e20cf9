package unroll.backend.tornado.engine;

/**
 * A device of the test harness that has limits.
 *
 * @param allocation bytes of the largest buffer; more is refused
 * @param memory bytes that its driver has; more is lost without a word
 * @param items of the largest work-group
 */
public record SmallDevice(long allocation, long memory, long items) implements HarnessDevice {
    @Override
    public long getMaxAllocMemory() {
        return allocation;
    }

    @Override
    public String getDeviceName() {
        return "small";
    }

    @Override
    public long getDeviceGlobalMemorySize() {
        return memory;
    }

    @Override
    public long[] getDeviceMaxWorkGroupSize() {
        return new long[] {items};
    }
}
