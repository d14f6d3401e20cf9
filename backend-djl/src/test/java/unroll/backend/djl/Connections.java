package unroll.backend.djl;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes, and refuses, each connection that this process wants to make through the JDK. */
final class Connections extends ProxySelector {
    private final List<String> wanted = new CopyOnWriteArrayList<>();

    private Connections() {
    }

    /** Watches from here on. */
    @SuppressWarnings("deprecation") // of little use, except to see who opens sockets
    static Connections watch() throws IOException {
        Connections connections = new Connections();
        ProxySelector.setDefault(connections);
        Socket.setSocketImplFactory(() -> connections.new Refusing());
        ServerSocket.setSocketFactory(() -> connections.new Refusing());
        return connections;
    }

    /** What it has seen. */
    List<String> wanted() {
        return List.copyOf(wanted);
    }

    @Override
    public List<Proxy> select(URI uri) {
        wanted.add(uri.toString());
        return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // it was to fail
    }

    private final class Refusing extends SocketImpl {
        private IOException refused(Object what) {
            wanted.add(String.valueOf(what));
            return new ConnectException("no connection is allowed: " + what);
        }

        @Override
        protected void create(boolean stream) {
            // seen when it connects
        }

        @Override
        protected void connect(String host, int port) throws IOException {
            throw refused(host + ":" + port);
        }

        @Override
        protected void connect(InetAddress address, int port) throws IOException {
            throw refused(address + ":" + port);
        }

        @Override
        protected void connect(SocketAddress address, int timeout) throws IOException {
            throw refused(address);
        }

        @Override
        protected void bind(InetAddress host, int port) throws IOException {
            throw refused(new InetSocketAddress(host, port));
        }

        @Override
        protected void listen(int backlog) throws IOException {
            throw refused("listen");
        }

        @Override
        protected void accept(SocketImpl socket) throws IOException {
            throw refused("accept");
        }

        @Override
        protected InputStream getInputStream() throws IOException {
            throw refused("read");
        }

        @Override
        protected OutputStream getOutputStream() throws IOException {
            throw refused("write");
        }

        @Override
        protected int available() {
            return 0;
        }

        @Override
        protected void close() {
            // nothing is open
        }

        @Override
        protected void sendUrgentData(int data) throws IOException {
            throw refused("urgent data");
        }

        @Override
        public void setOption(int option, Object value) {
            // nothing is open
        }

        @Override
        public Object getOption(int option) {
            return 0;
        }

        @Override
        protected FileDescriptor getFileDescriptor() {
            return new FileDescriptor();
        }
    }
}
