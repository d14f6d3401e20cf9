package unroll.core.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unroll.api.error.ModelFormatException;
import unroll.api.tensor.DType;
import unroll.core.file.AtomicFile;
import unroll.core.file.Failures;
import unroll.core.nn.HostTensor;
import unroll.core.run.SafetensorsHeader.Entry;

/**
 * Hugging Face's safetensors format, F32 and F64: eight bytes of header length, a JSON header, the values in
 * little-endian order. Equal tensors and metadata give equal files, whatever the order they are handed over in.
 */
public final class Safetensors {
    private static final int PIECE = 1 << 16;

    private Safetensors() {
    }

    /**
     * What a file holds.
     *
     * @param tensors in the order of the file
     * @param metadata free texts
     */
    public record Contents(List<HostTensor> tensors, Map<String, String> metadata) {
        /** Copies both. */
        public Contents {
            tensors = List.copyOf(tensors);
            metadata = Map.copyOf(metadata);
        }

        /**
         * One tensor.
         *
         * @throws ModelFormatException if there is none of this name
         */
        public HostTensor get(String name) {
            for (HostTensor tensor : tensors) {
                if (tensor.name().equals(name)) {
                    return tensor;
                }
            }
            throw new ModelFormatException("there is no tensor " + name + "; there are "
                    + Failures.oneLine(String.join(", ", tensors.stream().map(HostTensor::name).toList())));
        }
    }

    /**
     * Writes a file, replacing the one that is there only when the new one is complete.
     *
     * @throws unroll.api.error.ResourceException if the disk refuses; the old file is unharmed
     * @throws unroll.api.error.TensorException if two tensors have one name
     */
    public static void write(Path file, List<HostTensor> tensors, Map<String, String> metadata) {
        AtomicFile.write(file, content(tensors, metadata));
    }

    static AtomicFile.Content content(List<HostTensor> tensors, Map<String, String> metadata) {
        List<HostTensor> sorted = new ArrayList<>(tensors);
        sorted.sort(SafetensorsHeader.ORDER);
        byte[] header = SafetensorsHeader.of(sorted, metadata).toBytes();
        return channel -> {
            ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
            AtomicFile.writeAll(channel, piece.putLong(header.length).flip());
            AtomicFile.writeAll(channel, ByteBuffer.wrap(header));
            for (HostTensor tensor : sorted) {
                writeValues(channel, tensor, piece);
            }
        };
    }

    private static void writeValues(FileChannel channel, HostTensor tensor, ByteBuffer piece) throws IOException {
        double[] values = tensor.values();
        int step = PIECE / tensor.dtype().bytes();
        for (int from = 0; from < values.length; from += step) {
            int to = Math.min(values.length, from + step);
            piece.clear();
            for (int i = from; i < to; i++) {
                if (tensor.dtype() == DType.FLOAT32) {
                    piece.putFloat((float) values[i]);
                } else {
                    piece.putDouble(values[i]);
                }
            }
            AtomicFile.writeAll(channel, piece.flip());
        }
    }

    /**
     * Reads a file. Nothing in it is trusted; it is never asked for more memory than twice its own size.
     *
     * @throws ModelFormatException if it is missing, damaged, or holds other types than F32 and F64
     * @throws unroll.api.error.ResourceException if the disk refuses
     */
    public static Contents read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(file.toString(), channel);
        } catch (NoSuchFileException e) {
            throw new ModelFormatException(file + " is missing", e);
        } catch (IOException e) {
            throw Failures.of(file, "read", e);
        }
    }

    private static Contents read(String file, FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < SafetensorsHeader.LENGTH_BYTES) {
            throw new ModelFormatException(
                    file + " is not a safetensors file: expected at least 8 bytes, found " + size);
        }
        ByteBuffer piece = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        fill(file, channel, piece.limit(SafetensorsHeader.LENGTH_BYTES));
        long length = piece.getLong();
        if (length < 0 || length > SafetensorsHeader.LONGEST) {
            throw new ModelFormatException(file + " is not a safetensors file: expected a header of at most "
                    + SafetensorsHeader.LONGEST + " bytes, found " + Long.toUnsignedString(length));
        }
        long dataBytes = size - SafetensorsHeader.LENGTH_BYTES - length;
        if (dataBytes < 0) {
            throw new ModelFormatException(
                    file + " is cut off or not a safetensors file: expected a header of " + length
                            + " bytes, found " + (size - SafetensorsHeader.LENGTH_BYTES));
        }
        SafetensorsHeader header = SafetensorsHeaderReader.read(file, text(file, channel, (int) length), dataBytes);
        List<HostTensor> tensors = new ArrayList<>(header.entries().size());
        for (Entry entry : header.entries()) {
            double[] values = readValues(file, channel, entry, piece);
            tensors.add(new HostTensor(entry.name(), entry.dtype(), entry.shape(), values));
        }
        return new Contents(tensors, header.metadata());
    }

    private static String text(String file, FileChannel channel, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        fill(file, channel, bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(file + " has a damaged header: it is not UTF-8", e);
        }
    }

    private static double[] readValues(String file, FileChannel channel, Entry entry, ByteBuffer piece)
            throws IOException {
        double[] values = new double[entry.shape().size()];
        int step = PIECE / entry.dtype().bytes();
        for (int from = 0; from < values.length; from += step) {
            int to = Math.min(values.length, from + step);
            fill(file, channel, piece.clear().limit((to - from) * entry.dtype().bytes()));
            for (int i = from; i < to; i++) {
                values[i] = entry.dtype() == DType.FLOAT32 ? piece.getFloat() : piece.getDouble();
            }
        }
        return values;
    }

    private static void fill(String file, FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new ModelFormatException(file + " was cut off while it was read; is something writing it?");
            }
        }
        buffer.flip();
    }
}
