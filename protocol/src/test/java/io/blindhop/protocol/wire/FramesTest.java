package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String HEADER = "{\"format\":\"mdb-put-v2\",\"dbId\":\"main\"}";

    @Test
    void aFrameCutAnywhereIsRefusedUnlessItEndsBetweenTwoEntries() throws IOException {
        Bytes body = frames(HEADER, "{\"id\":\"a\"}", "payload", "{}", "");
        int header = 4 + HEADER.length();
        Set<Integer> whole = new HashSet<>(List.of(header, header + 4 + 10 + 4 + 7, body.length()));
        for (int length = 0; length <= body.length(); length++) {
            Bytes cut = body.slice(0, length);
            if (whole.contains(length)) {
                assertThat(parts(FrameReader.of(cut))).isEqualTo(parts(FrameReader.of(cut.asInputStream())));
            } else {
                assertThatThrownBy(() -> parts(FrameReader.of(cut)))
                        .isInstanceOf(MalformedRequestException.class)
                        .hasMessageContaining("at byte ");
                assertThatThrownBy(() -> parts(FrameReader.of(cut.asInputStream())))
                        .isInstanceOf(MalformedRequestException.class);
                assertThatThrownBy(() -> SyncRequests.putEntriesBinary(cut))
                        .isInstanceOf(MalformedRequestException.class);
            }
        }
    }

    @Test
    void aLengthThatCannotBeIsRefusedBeforeAnythingIsAllocated() {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, FrameReader.MAX_HEADER + 1}) {
            byte[] body = ByteBuffer.allocate(4).putInt(length).array();
            assertThatThrownBy(() -> FrameReader.of(Bytes.wrap(body)).header())
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("header at byte 4")
                    .hasMessageContaining(Long.toString(Integer.toUnsignedLong(length)));
        }
    }

    @Test
    void aPayloadIsAViewOfTheBody() throws IOException {
        byte[] array = frames(HEADER, "{}", "payload").toArray();
        FrameReader reader = FrameReader.of(Bytes.wrap(array));
        reader.header();
        Bytes payload = reader.next().orElseThrow().payload();
        array[array.length - 1] = 'D';
        assertThat(payload.toUtf8()).isEqualTo("payloaD");
    }

    @Test
    void aPushWithoutEntriesIsLegal() {
        assertThat(SyncRequests.putEntriesBinary(frames(HEADER)).entries()).isEmpty();
    }

    @Test
    void aBrokenEntryIsRejectedAlone() {
        String good = RecordedSession.pushedEntry().toString();
        SyncRequest.PutEntries put =
                SyncRequests.putEntriesBinary(frames(HEADER, good, "x", "{\"id\":\"b\"}", "y", good, "z"));
        assertThat(put.entries().get(0)).isInstanceOf(EntryParse.Parsed.class);
        assertThat(put.entries().get(1)).isInstanceOfSatisfying(EntryParse.Broken.class, broken -> {
            assertThat(broken.id()).contains("b");
            assertThat(broken.reason()).contains("signature is missing");
        });
        assertThat(put.entries().get(2))
                .isInstanceOfSatisfying(
                        EntryParse.Parsed.class,
                        parsed -> assertThat(parsed.entry().payload().toUtf8()).isEqualTo("z"));
    }

    @Test
    void metadataThatIsNotJsonIsRefusedAsAWhole() {
        for (String metadata : List.of("", "{", "[]", "null", "{}{}", "{\"id\":\"\u0001\"}")) {
            assertThatThrownBy(() -> SyncRequests.putEntriesBinary(frames(HEADER, metadata, "")))
                    .isInstanceOf(MalformedRequestException.class)
                    .hasMessageContaining("entry metadata");
        }
    }

    @Test
    void tooManyEntriesAreRefused() {
        String[] parts = new String[1 + 2 * (Limits.ENTRIES + 1)];
        java.util.Arrays.fill(parts, "{}");
        parts[0] = HEADER;
        assertThatThrownBy(() -> SyncRequests.putEntriesBinary(frames(parts)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("entries must contain at most 10000 elements");
    }

    private static List<Bytes> parts(FrameReader reader) throws IOException {
        List<Bytes> parts = new ArrayList<>(List.of(reader.header()));
        for (Optional<FrameReader.Frame> f = reader.next(); f.isPresent(); f = reader.next()) {
            parts.add(f.get().metadata());
            parts.add(f.get().payload());
        }
        return parts;
    }

    static Bytes frames(String... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = Bytes.utf8(part).toArray();
            out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return Bytes.wrap(out.toByteArray());
    }
}
