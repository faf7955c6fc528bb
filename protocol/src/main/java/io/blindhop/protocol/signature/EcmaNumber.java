package io.blindhop.protocol.signature;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as ECMAScript writes them (ECMA-262 6.1.6.1.20); what JSON cannot say becomes {@code null}. */
final class EcmaNumber {
    private static final int LONGEST_INTEGER = 21;
    private static final int MOST_LEADING_ZEROS = 6;

    private EcmaNumber() {}

    static String text(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        return (value < 0 ? "-" : "") + layout(digits, point);
    }

    private static BigDecimal shortest(double value) {
        // Double.toString gives the shortest digits that round-trip, as ECMAScript does, but never fewer than two: for
        // the
        // smallest double it says 4.9E-324 where 5e-324 would do.
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal single = digits.round(new MathContext(1, RoundingMode.HALF_UP));
        return single.doubleValue() == value ? single.stripTrailingZeros() : digits;
    }

    private static String layout(String digits, int point) {
        if (digits.length() <= point && point <= LONGEST_INTEGER) {
            return digits + "0".repeat(point - digits.length());
        }
        if (0 < point && point <= LONGEST_INTEGER) {
            return digits.substring(0, point) + "." + digits.substring(point);
        }
        if (-MOST_LEADING_ZEROS < point && point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        int exponent = point - 1;
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }
}
