package io.blindhop.functions.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Address lists and addresses with anything in them. */
class AddressListFuzzTest {
    private static final List<String> LISTS = List.of(
            "10.0.0.0/8, 2001:db8::/32,192.0.2.1", "*", "::ffff:10.0.0.0/8", "::/0", "0.0.0.0/0", "fe80::1%eth0/64");
    private static final AddressList NARROW = AddressList.parse("192.0.2.1, 2001:db8::1");

    @Test
    void aDamagedListIsReadOrRefused() {
        Fuzz.Result result = Fuzz.run(
                "AddressListFuzzTest, lists",
                5_000,
                random -> Mutations.ofTexts(random, LISTS)::nextText,
                text -> assertThat(AddressList.parse(text).contains("no address"))
                        .isEqualTo(AddressList.parse(text).equals(AddressList.ANY)),
                IllegalArgumentException.class);
        assertThat(result.taken()).isPositive();
        assertThat(result.refused()).isPositive();
    }

    @Test
    void aDamagedAddressIsInNoListUnlessItIsStillThatAddress() {
        List<String> addresses = List.of("192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1");
        Fuzz.run(
                "AddressListFuzzTest, addresses",
                5_000,
                random -> Mutations.ofTexts(random, addresses)::nextText,
                text -> assertThat(NARROW.contains(text)).isEqualTo(isThatAddress(text)));
    }

    private static boolean isThatAddress(String text) {
        return AddressRange.bytes(text)
                .map(bytes -> bytes.toHex().matches("c0000201|20010db8000000000000000000000001"))
                .orElse(false);
    }
}
