package io.blindhop.store.dynamo.table;

import io.blindhop.protocol.Utf8;
import java.util.Map;

/**
 * The size of an item in bytes, as DynamoDB limits and bills it: the UTF-8 bytes of all names, those of the keys
 * included, and of all values. A number takes a byte and another for every two significant digits, and one for the
 * minus sign. AWS documents numbers as approximate; this is what DynamoDB Local counts.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
 *     sizes and formats</a>
 */
public final class ItemSize {
    /** The names {@code pk} and {@code sk}. */
    private static final int KEY_NAMES = 4;

    private ItemSize() {}

    public static int of(Item item) {
        int size = KEY_NAMES
                + Utf8.length(item.key().pk())
                + Utf8.length(item.key().sk());
        for (Map.Entry<String, Value> attribute : item.attributes().entrySet()) {
            size += Utf8.length(attribute.getKey()) + of(attribute.getValue());
        }
        return size;
    }

    /**
     * The size of an item that may be written.
     *
     * @throws IllegalArgumentException if it is more than {@link Item#MAX_BYTES}
     */
    public static int ofWritable(Item item) {
        int size = of(item);
        if (size > Item.MAX_BYTES) {
            throw new IllegalArgumentException("item " + item.key().sk() + " has " + size + " bytes; the table takes "
                    + Item.MAX_BYTES + " with names: keep the payload elsewhere and refer to it");
        }
        return size;
    }

    private static int of(Value value) {
        return switch (value) {
            case Value.Text text -> Utf8.length(text.value());
            case Value.Binary binary -> binary.value().length();
            case Value.Whole whole -> of(whole.value());
        };
    }

    private static int of(long number) {
        if (number == 0) {
            return 1;
        }
        // Digits lie in pairs counted from the point, and pairs of zeros at the end are left out: 43000 is 04 30 (00).
        long significant = number;
        while (significant % 100 == 0) {
            significant /= 100;
        }
        int sign = number < 0 ? 1 : 0;
        int digits = Long.toString(significant).length() - sign;
        return 1 + (digits + 1) / 2 + sign;
    }
}
