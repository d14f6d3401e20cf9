package unroll.backend.tornado.fused;

import unroll.api.composite.AdamUpdate;
import unroll.backend.tornado.engine.Machine;
import unroll.backend.tornado.engine.Task;
import unroll.backend.tornado.storage.DeviceTensor;

/** Adam's update in place, in one launch. */
public final class AdamKernel {
    private AdamKernel() {
    }

    /**
     * Updates parameters, exp_avg and exp_avg_sq if they and the gradients have one shape and all lie apart from each
     * other.
     *
     * @return whether it did; if not, the definition has to
     */
    public static boolean update(Machine machine, AdamUpdate.Constants constants, DeviceTensor parameters,
            DeviceTensor gradients, DeviceTensor mean, DeviceTensor square, DeviceTensor scalars) {
        DeviceTensor[] all = {parameters, gradients, mean, square, scalars};
        for (int i = 0; i < all.length; i++) {
            for (int j = 0; j < i; j++) {
                if (all[i].overlaps(all[j])) {
                    return false;
                }
            }
        }
        if (!gradients.shape().equals(parameters.shape()) || !mean.shape().equals(parameters.shape())
                || !square.shape().equals(parameters.shape())) {
            return false;
        }
        if (parameters.size() > 0) {
            float[] values = {(float) constants.beta1(), (float) (1 - constants.beta1()), (float) constants.beta2(),
                (float) (1 - constants.beta2()), (float) constants.epsilon()};
            machine.run(Task.ADAM, parameters.size(), values, parameters.size(), parameters.at(), gradients.at(),
                    mean.at(), square.at(), scalars.at());
        }
        return true;
    }
}
