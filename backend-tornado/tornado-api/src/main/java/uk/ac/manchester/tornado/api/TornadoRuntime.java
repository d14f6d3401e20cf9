package uk.ac.manchester.tornado.api;

/** What TornadoVM has started. */
public interface TornadoRuntime {
    int getNumBackends();

    TornadoBackend getBackend(int index);
}
