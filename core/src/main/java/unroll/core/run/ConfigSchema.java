package unroll.core.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import unroll.api.error.ResourceException;

/** The JSON Schema of configuration files, for editors and checkers; {@link ConfigFile} reads what it describes. */
public final class ConfigSchema {
    private static final String RESOURCE = "config.schema.json";

    private ConfigSchema() {
    }

    /**
     * The schema.
     *
     * @throws ResourceException if it is missing or cannot be read: the installation is damaged
     */
    public static String text() {
        try (InputStream in = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new ResourceException(RESOURCE + " is not in the jar of unroll.core; install it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ResourceException(RESOURCE + " cannot be read; install unroll.core again", e);
        }
    }
}
