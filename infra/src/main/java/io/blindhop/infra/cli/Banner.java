package io.blindhop.infra.cli;

import io.blindhop.infra.node.DataFolder;
import io.blindhop.infra.node.NodeContext;
import io.blindhop.infra.node.Secrets;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.crypto.Pem;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What a server says when it is ready: where it is, who it is, who its administrator is, what to do next. */
final class Banner {
    private static final int FINGERPRINT_BYTES = 8;

    private final RunningServer server;
    private final List<InetAddress> networks;

    /** @param networks addresses by which other machines reach the server */
    Banner(RunningServer server, List<InetAddress> networks) {
        this.server = server;
        this.networks = List.copyOf(networks);
    }

    /** @param qr whether it shows the URL as a QR code too */
    void print(PrintWriter out, boolean qr) {
        NodeContext context = server.context();
        out.println("Blindhop is ready");
        out.println("  URL            " + url(context.settings().host()));
        for (String url : networkUrls()) {
            out.println("  Network        " + url);
        }
        out.println("  Server         " + context.server().username() + ", signing key "
                + fingerprint(context.server().signing().publicPem()));
        out.println("  Data           " + context.folder().root());
        out.println("  Administrator  " + administrator(context));
        out.println("  Next           point a MindooDB client at the URL: tenant.publishToServer(URL, …) with the");
        out.println(
                "                 administrator's identity registers a tenant, tenant.connectToServer(URL) synchronises");
        if (qr) {
            String first = networkUrls().stream()
                    .findFirst()
                    .orElse(url(context.settings().host()));
            QrText.lines(first).forEach(out::println);
        }
        out.flush();
    }

    private String url(String host) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
    }

    /** Without the one that is the URL. */
    private List<String> networkUrls() {
        return networks.stream()
                .map(address -> url(address.getHostAddress().replaceAll("%.*", "")))
                .filter(url -> !url.equals(url(server.context().settings().host())))
                .toList();
    }

    /** The first eight bytes of the SHA-256 of the key's DER form: {@code 85:34:7b:3d:10:3b:b1:2e}. */
    static String fingerprint(String publicPem) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Pem.parse(publicPem).updateTo(digest);
            return Bytes.wrap(digest.digest())
                    .slice(0, FINGERPRINT_BYTES)
                    .toHex()
                    .replaceAll("..(?!$)", "$0:");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    private static String administrator(NodeContext context) {
        DataFolder folder = context.folder();
        if (context.settings().systemConfig().isPresent()) {
            return "as granted in " + context.settings().systemConfig().get();
        }
        Path key = folder.resolve(Secrets.identityFile(Secrets.SYSADMIN));
        return Files.exists(key)
                ? Secrets.SYSADMIN_NAME + ", key in " + key + ", its password in "
                        + folder.resolve(Secrets.passwordFile(Secrets.SYSADMIN))
                : "as granted in " + folder.resolve(Secrets.CONFIG);
    }
}
