package io.blindhop.functions.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Addresses from which something may be called. */
public final class AddressList {
    /** No restriction. */
    public static final AddressList ANY = new AddressList(List.of());

    private final List<AddressRange> ranges;

    private AddressList(List<AddressRange> ranges) {
        this.ranges = List.copyOf(ranges);
    }

    /**
     * Addresses and CIDR ranges of both families, separated by commas: {@code 10.0.0.0/8, 2001:db8::/32, 192.0.2.1}.
     * Nothing and {@code *} mean no restriction.
     *
     * @throws IllegalArgumentException that names what is neither
     */
    public static AddressList parse(String text) {
        if (text.isBlank() || text.strip().equals("*")) {
            return ANY;
        }
        List<AddressRange> ranges = new ArrayList<>();
        Arrays.stream(text.split(",", -1)).map(String::strip).forEach(range -> ranges.add(AddressRange.parse(range)));
        return new AddressList(ranges);
    }

    /** @param address as the server saw it; one that is no address is in no list but {@link #ANY} */
    public boolean contains(String address) {
        return ranges.isEmpty()
                || AddressRange.bytes(address)
                        .map(bytes -> ranges.stream().anyMatch(range -> range.contains(bytes)))
                        .orElse(false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressList list && ranges.equals(list.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.isEmpty() ? "*" : ranges.toString();
    }
}
