package unroll.core.run;

import java.lang.module.ModuleDescriptor;

/** The version of this Unroll. */
public final class UnrollVersion {
    private UnrollVersion() {
    }

    /** As the module's jar states it, or {@code development} where it runs from class files. */
    public static String current() {
        ModuleDescriptor descriptor = UnrollVersion.class.getModule().getDescriptor();
        return descriptor == null ? "development" : descriptor.rawVersion().orElse("development");
    }
}
