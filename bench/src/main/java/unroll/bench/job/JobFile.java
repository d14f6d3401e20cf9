package unroll.bench.job;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job in a file, from the process that compares to those that are compared. */
public final class JobFile {
    private JobFile() {
    }

    /** Writes a job. */
    public static void write(Path file, Job job) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF(job.cell().name());
            out.writeInt(job.hidden());
            out.writeInt(job.batchSize());
            out.writeDouble(job.learningRate());
            out.writeInt(job.vocabulary());
            out.writeInt(job.pad());
            for (Sequences split : List.of(job.train(), job.dev(), job.test())) {
                write(out, split.inputs());
                write(out, split.targets());
            }
            out.writeInt(job.weights().size());
            for (Weight weight : job.weights()) {
                out.writeUTF(weight.name());
                out.writeInt(weight.rows());
                out.writeInt(weight.columns());
                ByteBuffer bytes = ByteBuffer.allocate(weight.values().length * Float.BYTES);
                bytes.asFloatBuffer().put(weight.values());
                out.writeInt(bytes.capacity());
                out.write(bytes.array());
            }
            write(out, job.orders());
        }
    }

    /** Reads a job. */
    public static Job read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            CellKind cell = CellKind.valueOf(in.readUTF());
            int hidden = in.readInt();
            int batchSize = in.readInt();
            double learningRate = in.readDouble();
            int vocabulary = in.readInt();
            int pad = in.readInt();
            Sequences train = new Sequences(readRows(in), readRows(in));
            Sequences dev = new Sequences(readRows(in), readRows(in));
            Sequences test = new Sequences(readRows(in), readRows(in));
            List<Weight> weights = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                weights.add(readWeight(in));
            }
            return new Job(cell, hidden, batchSize, learningRate, vocabulary, pad, train, dev, test,
                    List.copyOf(weights), readRows(in));
        }
    }

    private static Weight readWeight(DataInputStream in) throws IOException {
        String name = in.readUTF();
        int rows = in.readInt();
        int columns = in.readInt();
        byte[] bytes = in.readNBytes(in.readInt());
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return new Weight(name, rows, columns, values);
    }

    private static void write(DataOutputStream out, int[][] rows) throws IOException {
        out.writeInt(rows.length);
        for (int[] row : rows) {
            ByteBuffer bytes = ByteBuffer.allocate(row.length * Integer.BYTES);
            bytes.asIntBuffer().put(row);
            out.writeInt(bytes.capacity());
            out.write(bytes.array());
        }
    }

    private static int[][] readRows(DataInputStream in) throws IOException {
        int[][] rows = new int[in.readInt()][];
        for (int i = 0; i < rows.length; i++) {
            byte[] bytes = in.readNBytes(in.readInt());
            rows[i] = new int[bytes.length / Integer.BYTES];
            ByteBuffer.wrap(bytes).asIntBuffer().get(rows[i]);
        }
        return rows;
    }
}
