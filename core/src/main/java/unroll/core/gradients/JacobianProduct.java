package unroll.core.gradients;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/**
 * The product J_t ... J_{k+1}, factor by factor. It is kept at norm 1 and its size apart, as a logarithm, so that it
 * neither vanishes in the arithmetic nor overflows, whatever the gradient does.
 */
final class JacobianProduct {
    private final int size;
    private DMatrixRMaj product;
    private DMatrixRMaj spare;
    private double logScale;

    /** The empty product: the identity. */
    JacobianProduct(int size) {
        this.size = size;
        this.product = CommonOps_DDRM.identity(size);
        this.spare = new DMatrixRMaj(size, size);
    }

    /** Multiplies from the left, as a later step does. */
    void add(double[] jacobian) {
        CommonOps_DDRM.mult(DMatrixRMaj.wrap(size, size, jacobian), product, spare);
        DMatrixRMaj done = spare;
        spare = product;
        product = done;
        double norm = NormOps_DDRM.normF(product);
        if (norm > 0) {
            CommonOps_DDRM.divide(product, norm);
            logScale += Math.log(norm);
        }
    }

    /** The logarithm of the largest factor by which it stretches a vector: the largest singular value. */
    double logSpectralNorm() {
        return logScale + Math.log(MatrixFigures.largestSingularValue(product));
    }

    /**
     * The logarithm of the factor by which it stretches a vector of random direction, in the mean square: the Frobenius
     * norm over the root of the size.
     */
    double logRmsNorm() {
        return logScale + Math.log(NormOps_DDRM.normF(product)) - 0.5 * Math.log(size);
    }
}
