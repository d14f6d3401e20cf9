package unroll.tck.kit;

import java.util.List;
import unroll.api.backend.Backend;
import unroll.api.backend.OpenOptions;
import unroll.api.backend.Probe;
import unroll.tck.asynchronous.AsynchronousProvider;

/** Providers that open something else than what was asked for, or are not found. */
final class ProviderMutants {
    static final List<Mutant> TABLE = List.of(
            new Mutant(AnyDeviceWillDo.class, "an unknown device quietly becomes the first",
                    "refusesAnUnknownDeviceAndListsTheRightOnes()"),
            new Mutant(AlwaysTheFirstDevice.class, "the second device quietly becomes the first", "opensEveryDevice()"),
            new Mutant(SettingsThatDoNothing.class, "an unknown setting is dropped", "refusesAnUnknownSetting()"),
            new Mutant(OpensThoughItCannotRun.class, "what cannot run opens nevertheless",
                    "whereItCannotRunOpeningSaysWhy()"),
            new Mutant(NotRegistered.class, "the provider is listed nowhere", "isFoundByTheServiceLoaderOnce()"));

    private ProviderMutants() {
    }

    static class AnyDeviceWillDo extends OpeningConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                public Backend open(OpenOptions options) {
                    return super.open(new OpenOptions(null, options.threads(), options.settings()));
                }
            });
        }
    }

    static class AlwaysTheFirstDevice extends OpeningConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered(new AsynchronousProvider()) {
                @Override
                public Backend open(OpenOptions options) {
                    boolean second = AsynchronousProvider.COUNTING.equals(options.device());
                    return super.open(second ? OpenOptions.DEFAULT : options);
                }
            });
        }
    }

    static class SettingsThatDoNothing extends OpeningConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                public Backend open(OpenOptions options) {
                    return super.open(new OpenOptions(options.device(), options.threads()));
                }
            });
        }
    }

    static class OpensThoughItCannotRun extends OpeningConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered() {
                @Override
                public Probe probe() {
                    return new Probe.Unavailable("there is no such processor", "install one");
                }
            });
        }
    }

    static class NotRegistered extends RegistrationConformance {
        @Override
        protected Subject subject() {
            return new Subject(new Altered());
        }
    }
}
