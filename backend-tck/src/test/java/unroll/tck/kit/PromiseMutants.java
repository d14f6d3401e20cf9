package unroll.tck.kit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import unroll.api.backend.Backend;
import unroll.api.backend.Capability;
import unroll.api.backend.OpenOptions;
import unroll.api.tensor.DType;
import unroll.api.tensor.Prepared;
import unroll.api.tensor.Shape;
import unroll.api.tensor.Tensor;
import unroll.api.tensor.TensorOps;
import unroll.core.ops.ForwardingOps;
import unroll.tck.asynchronous.AsynchronousProvider;

/** Backends that do not keep what they declare about bits, threads, callers, waits and types. */
final class PromiseMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(SumThatDiffersEachTime.class, "a sum is rounded otherwise each time",
                    "the same calls again give the same bits"),
            new Mutant(ProductOfManyRows.class, "a product of several rows is rounded otherwise than that of one",
                    "a row of linear alone and in a batch"),
            new Mutant(PreparedOnce.class, "what is made ready answers the second time as the first", ", prepared"),
            new Mutant(SumInAnotherOrder.class, "a sum is rounded otherwise with more threads", "1 and 2 threads"),
            new Mutant(SumThatRaces.class, "threads add to one sum and write over each other",
                    "over and over on 3 threads"),
            new Mutant(SumThatRacesUnpromised.class, "the same, where no bits are promised",
                    "over and over on 3 threads"),
            new Mutant(CallersThatShareABuffer.class, "callers at the same time share a buffer",
                    "4 callers at a time"),
            new Mutant(SyncPerOperation.class, "every addition waits until it is done",
                    "aStepWaitsOnlyForWhatItReads()"),
            new Mutant(Float64InNameOnly.class, "float64 is declared and computed in float32",
                    "float64IsThereOrRefused()"),
            new Mutant(Float32ForFloat64.class, "float64 is not declared and quietly becomes float32",
                    "float64IsThereOrRefused()"),
            new Mutant(SecondInstanceNotDeclared.class, "a second instance is not declared and opens",
                    "aSecondInstanceIsOpenedOrRefused()"));

    private PromiseMutants() {
    }

    static class SumThatDiffersEachTime extends DeterminismConformance {
        private int calls;

        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor sum(Tensor a) {
                    calls++;
                    return inner().affine(inner().sum(a), 1 + calls * 0x1p-22, 0);
                }
            });
        }
    }

    static class ProductOfManyRows extends DeterminismConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor matmul(Tensor a, boolean transposeA, Tensor b, boolean transposeB) {
                    Tensor right = inner().matmul(a, transposeA, b, transposeB);
                    return right.shape().dim(0) == 1 ? right : inner().affine(right, 1 + 0x1p-22, 0);
                }
            });
        }
    }

    static class PreparedOnce extends PreparedConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                <A> Prepared<A> prepared(Prepared<A> right) {
                    boolean[] done = {false};
                    return attributes -> {
                        if (!done[0]) {
                            right.assign(attributes);
                        }
                        done[0] = true;
                    };
                }
            });
        }
    }

    /** A reference that knows its number of threads. */
    private abstract static class Threaded extends Altered {
        private int threads;

        @Override
        public Backend open(OpenOptions options) {
            threads = Math.max(1, options.threads());
            return super.open(options);
        }

        /** In float32 alone: the type changes nothing about what is wrong. */
        @Override
        Set<Capability> capabilities(Set<Capability> declared) {
            return without(declared, Capability.FLOAT64);
        }

        @Override
        TensorOps ops(Backend backend, TensorOps ops) {
            int many = threads;
            return new ForwardingOps(ops) {
                @Override
                public Tensor sum(Tensor a, int dim) {
                    Tensor right = inner().sum(a, dim);
                    return many == 1 || dim == 1 ? right : sumOfRows(inner(), a, right, many);
                }
            };
        }

        abstract Tensor sumOfRows(TensorOps ops, Tensor a, Tensor right, int many);
    }

    static class SumInAnotherOrder extends ThreadConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Threaded() {
                @Override
                Tensor sumOfRows(TensorOps ops, Tensor a, Tensor right, int many) {
                    return ops.affine(right, 1 + many * 0x1p-22, 0);
                }
            });
        }
    }

    /** Nothing wrong: other roundings with more threads, and nothing else promised. */
    static class OtherRoundings extends ThreadConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Threaded() {
                @Override
                Set<Capability> capabilities(Set<Capability> declared) {
                    return without(super.capabilities(declared), Capability.SAME_BITS_ON_ANY_THREADS);
                }

                @Override
                Tensor sumOfRows(TensorOps ops, Tensor a, Tensor right, int many) {
                    return ops.affine(right, 1 + many * 0x1p-22, 0);
                }
            });
        }
    }

    static class SumThatRaces extends ThreadConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Racing());
        }
    }

    static class SumThatRacesUnpromised extends ThreadConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Racing() {
                @Override
                Set<Capability> capabilities(Set<Capability> declared) {
                    return without(super.capabilities(declared), Capability.SAME_BITS_ON_ANY_THREADS);
                }
            });
        }
    }

    private static class Racing extends Threaded {
        @Override
        Tensor sumOfRows(TensorOps ops, Tensor a, Tensor right, int many) {
            return Values.of(right.shape(), race(Values.read(ops, a), many)).on(ops, a.dtype());
        }

        /** Each thread adds its rows to the same sums, unsynchronised. */
        private static double[] race(Values a, int many) {
            int columns = a.shape().dim(1);
            double[] sums = new double[columns];
            CountDownLatch start = new CountDownLatch(many);
            Thread[] threads = new Thread[many];
            for (int t = 0; t < many; t++) {
                int first = t;
                threads[t] = Thread.ofPlatform().start(() -> {
                    start.countDown();
                    for (int i = first * columns; i < a.size(); i += many * columns) {
                        double before = sums[0];
                        LockSupport.parkNanos(1);
                        sums[0] = before + a.at(i);
                        for (int j = 1; j < columns; j++) {
                            sums[j] += a.at(i + j);
                        }
                    }
                });
            }
            for (Thread thread : threads) {
                join(thread);
            }
            return sums;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static class CallersThatShareABuffer extends CallerConformance {
        private volatile double[] buffer = {};

        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                Set<Capability> capabilities(Set<Capability> declared) {
                    return with(declared, Capability.CONCURRENT_CALLERS);
                }

                @Override
                TensorOps ops(Backend backend, TensorOps ops) {
                    return new ForwardingOps(ops) {
                        @Override
                        public Tensor tanh(Tensor a) {
                            buffer = Values.read(inner(), inner().tanh(a)).data();
                            LockSupport.parkNanos(50_000);
                            return inner().create(a.shape(), a.dtype(),
                                    java.util.Arrays.copyOf(buffer, a.shape().size()));
                        }
                    };
                }
            });
        }
    }

    static class SyncPerOperation extends WaitConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered(new AsynchronousProvider()) {
                @Override
                TensorOps ops(Backend backend, TensorOps ops) {
                    return new ForwardingOps(ops) {
                        @Override
                        public Tensor add(Tensor a, Tensor b) {
                            Tensor sum = inner().add(a, b);
                            backend.sync();
                            return sum;
                        }
                    };
                }
            });
        }
    }

    static class Float64InNameOnly extends CapabilityConformance {
        @Override
        protected Subject subject() {
            return Altered.operations(ops -> new ForwardingOps(ops) {
                @Override
                public Tensor full(Shape shape, DType dtype, double value) {
                    return inner().full(shape, dtype, (float) value);
                }
            });
        }
    }

    static class Float32ForFloat64 extends CapabilityConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                Set<Capability> capabilities(Set<Capability> declared) {
                    return without(declared, Capability.FLOAT64);
                }

                @Override
                TensorOps ops(Backend backend, TensorOps ops) {
                    return new ForwardingOps(ops) {
                        @Override
                        public Tensor full(Shape shape, DType dtype, double value) {
                            return inner().full(shape, DType.FLOAT32, value);
                        }
                    };
                }
            });
        }
    }

    static class SecondInstanceNotDeclared extends CapabilityConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                Set<Capability> capabilities(Set<Capability> declared) {
                    return without(declared, Capability.SEVERAL_INSTANCES);
                }
            });
        }
    }
}
