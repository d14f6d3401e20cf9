package unroll.core.plugin;

import java.nio.file.Path;

/**
 * A folder in which plugins lie, each a folder or a jar.
 *
 * @param path the folder
 * @param required whether it is an error if it is not there
 */
public record PluginDirectory(Path path, boolean required) {
}
