package uk.ac.manchester.tornado.api.enums;

/** Where times go. */
public enum ProfilerMode {
    CONSOLE, SILENT
}
