package unroll.core.gradients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import unroll.api.random.CounterRandom;
import unroll.api.random.RandomStream;

class MatrixFiguresTest {
    /** [[0, 2], [-0.5, 0]] has the eigenvalues i and -i, and the singular values 2 and 0.5. */
    @Test
    void aPairOfComplexEigenvaluesCountsByItsMagnitude() {
        DMatrixRMaj matrix = new DMatrixRMaj(2, 2, true, 0, 2, -0.5, 0);
        assertEquals(1, MatrixFigures.spectralRadius(matrix), 1e-12);
        assertEquals(2, MatrixFigures.largestSingularValue(matrix), 1e-12);
    }

    /** A shear has the eigenvalue 1 alone, and stretches by (1 + sqrt 5) / 2. */
    @Test
    void aShearStretchesMoreThanItsRadiusSays() {
        DMatrixRMaj matrix = new DMatrixRMaj(2, 2, true, 1, 1, 0, 1);
        assertEquals(1, MatrixFigures.spectralRadius(matrix), 1e-7);
        assertEquals((1 + Math.sqrt(5)) / 2, MatrixFigures.largestSingularValue(matrix), 1e-12);
    }

    @Test
    void theLargestMagnitudeMayBeNegative() {
        assertEquals(3, MatrixFigures.spectralRadius(new DMatrixRMaj(2, 2, true, -3, 0, 0, 2)), 1e-12);
    }

    @Test
    void whatIsNotFiniteHasNoFigures() {
        DMatrixRMaj matrix = new DMatrixRMaj(2, 2, true, 1, Double.NaN, 0, 1);
        assertTrue(Double.isNaN(MatrixFigures.spectralRadius(matrix)));
        assertTrue(Double.isNaN(MatrixFigures.largestSingularValue(matrix)));
    }

    @Test
    void drawsOrthogonalMatrices() {
        int size = 17;
        double[] q = MatrixFigures.orthogonal(size, new CounterRandom(3, RandomStream.WEIGHTS, 0, 0));
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double product = 0;
                for (int k = 0; k < size; k++) {
                    product += q[i * size + k] * q[j * size + k];
                }
                assertEquals(i == j ? 1 : 0, product, 1e-12);
            }
        }
    }

    /** A product of steps far below what a double holds is still measured. */
    @Test
    void aProductNeverUnderflows() {
        JacobianProduct product = new JacobianProduct(2);
        for (int i = 0; i < 400; i++) {
            product.add(new double[] {0, 0.1, 0.01, 0});
        }
        assertEquals(400 * Math.log(Math.sqrt(0.001)), product.logSpectralNorm(), 1e-9);
        product.add(new double[4]);
        assertEquals(Double.NEGATIVE_INFINITY, product.logSpectralNorm());
    }
}
