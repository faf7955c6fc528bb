package io.blindhop.store.dynamo.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The texts within a record: their round trips, and that what is usual is short. */
class TextCodecsTest {
    private static final int ROUNDS = 5_000;

    private final long seed = new Random().nextLong();
    private final RandomRecords records = new RandomRecords(new Random(seed));

    TextCodecsTest() {
        System.out.println("TextCodecsTest seed " + seed);
    }

    private static Bytes compact(String text) {
        ByteWriter out = new ByteWriter();
        CompactText.write(text, out);
        return out.toBytes();
    }

    private static Bytes key(String pem) {
        ByteWriter out = new ByteWriter();
        PublicKeyText.write(pem, out);
        return out.toBytes();
    }

    @Test
    void everyTextIsReadAsItWasWritten() {
        for (int i = 0; i < ROUNDS; i++) {
            String text = records.text();
            ByteReader in = new ByteReader(compact(text));
            assertThat(in.text()).as("seed %d", seed).isEqualTo(text);
            assertThat(in.atEnd()).isTrue();
        }
    }

    @Test
    void theExampleOfTheDocumentationIsRight() {
        assertThat(compact("ab12cd34_d_0").toHex()).isEqualTo("0209ab12cd34085f645f30");
    }

    @Test
    void hashesTakeHalfTheirLength() {
        assertThat(compact("ab".repeat(32)).length()).isEqualTo(34);
    }

    @Test
    void everyPemIsReadAsItWasWritten() {
        for (int i = 0; i < ROUNDS; i++) {
            String pem = records.pem();
            ByteReader in = new ByteReader(key(pem));
            assertThat(PublicKeyText.read(in)).as("seed %d", seed).isEqualTo(pem);
            assertThat(in.atEnd()).isTrue();
        }
    }

    @Test
    void aKeyAsClientsWriteItTakesItsThirtyTwoBytesAndOneMore() {
        String pem = io.blindhop.protocol.crypto.SigningKey.fromSeed(Bytes.wrap(new byte[32]))
                .publicPem();
        assertThat(key(pem).length()).isEqualTo(33);
        assertThat(key(pem + "\n").length()).isGreaterThan(100);
    }
}
