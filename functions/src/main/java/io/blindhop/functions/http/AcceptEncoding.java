package io.blindhop.functions.http;

import java.util.Locale;

/** Reads {@code Accept-Encoding} (RFC 9110, 12.5.3): {@code gzip;q=0.5, *;q=0} takes gzip. */
final class AcceptEncoding {
    private AcceptEncoding() {}

    /** Whether gzip is taken and not liked less than no encoding at all. */
    static boolean takesGzip(String header) {
        double gzip = -1;
        double any = -1;
        double identity = -1;
        for (String item : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", -1);
            switch (parts[0].strip()) {
                case "gzip", "x-gzip" -> gzip = quality(parts);
                case "*" -> any = quality(parts);
                case "identity" -> identity = quality(parts);
                default -> {}
            }
        }
        double effective = gzip >= 0 ? gzip : any;
        return effective > 0 && effective >= identity;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
                        ? Double.parseDouble(parameter.substring(2))
                        : 0;
            }
        }
        return 1;
    }
}
