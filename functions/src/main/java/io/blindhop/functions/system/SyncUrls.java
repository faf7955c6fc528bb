package io.blindhop.functions.system;

import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.node.ReservedAddresses;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which URLs a sync server may have: those of hosts on the public internet, with TLS, so that nobody can point the node
 * at the network it runs in. Names are not looked up.
 */
final class SyncUrls {
    private static final List<String> INTERNAL = List.of(".localhost", ".local", ".internal");
    private static final Pattern DOTTED_QUAD = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private final boolean insecure;

    SyncUrls(boolean insecure) {
        this.insecure = insecure;
    }

    /** @throws HttpError 400 that says what is wrong with the URL */
    void require(String url) {
        URI uri = parse(url);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || (insecure && scheme.equals("http"));
        if (!web) {
            throw HttpError.badRequest("Sync URL must use https (got \"" + scheme + "\")");
        }
        if (uri.getRawUserInfo() != null) {
            throw HttpError.badRequest("Sync URL must not contain a user name or a password");
        }
        if (!insecure && isPrivate(uri.getHost())) {
            throw HttpError.badRequest("Sync URL host \"" + uri.getHost()
                    + "\" is a loopback, private or link-local address and is not allowed");
        }
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw HttpError.badRequest("Invalid sync URL: " + e.getMessage());
        }
        throw HttpError.badRequest("Invalid sync URL: it needs a scheme and a host");
    }

    private static boolean isPrivate(String hostOfUri) {
        String host = hostOfUri.toLowerCase(Locale.ROOT).replaceAll("^\\[|\\]$|%.*|\\.$", "");
        if (host.contains(":") || DOTTED_QUAD.matcher(host).matches()) {
            return ReservedAddresses.contain(host);
        }
        // Whatever else ends in a number is an address in some other spelling, which readers disagree about.
        return NUMBER.matcher(host.substring(host.lastIndexOf('.') + 1)).matches()
                || !host.contains(".")
                || INTERNAL.stream().anyMatch(host::endsWith);
    }
}
