package unroll.core.gradients;

import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import unroll.api.nn.Init;
import unroll.api.random.CounterRandom;

/** What a decomposition says of a square matrix. A matrix with a number that is not finite has NaN for everything. */
final class MatrixFigures {
    private MatrixFigures() {
    }

    /** The largest absolute value of an eigenvalue. */
    static double spectralRadius(DMatrixRMaj matrix) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(matrix.numRows, false);
        if (!isFinite(matrix) || !eigen.decompose(matrix.copy())) {
            return Double.NaN;
        }
        double radius = 0;
        for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
            Complex_F64 value = eigen.getEigenvalue(i);
            radius = Math.max(radius, value.getMagnitude());
        }
        return radius;
    }

    /** The most that it stretches a vector. */
    static double largestSingularValue(DMatrixRMaj matrix) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(matrix.numRows,
                matrix.numCols, false, false, true);
        if (!isFinite(matrix) || !svd.decompose(matrix.copy())) {
            return Double.NaN;
        }
        double largest = 0;
        for (double value : svd.getSingularValues()) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** An orthogonal matrix, row-major: the Q of a matrix of normal numbers. */
    static double[] orthogonal(int size, CounterRandom random) {
        Init normal = new Init.Normal(0, 1);
        DMatrixRMaj drawn = new DMatrixRMaj(size, size);
        for (int i = 0; i < drawn.data.length; i++) {
            drawn.data[i] = normal.value(random, i);
        }
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(size, size);
        if (!qr.decompose(drawn)) {
            throw new IllegalStateException("a matrix of " + size + " rows of normal numbers has a Q");
        }
        return qr.getQ(null, false).data;
    }

    private static boolean isFinite(DMatrixRMaj matrix) {
        for (double value : matrix.data) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
