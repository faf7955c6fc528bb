package io.blindhop.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.JsonMutations;
import io.blindhop.protocol.fuzz.Mutations;
import io.blindhop.protocol.wire.RecordedSession.Exchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pushes in frames: damaged anywhere, with false lengths, with damaged headers and metadata. */
class FrameFuzzTest {
    private static final int CASES = 3_000;
    private static final int[] LENGTHS = {0, 1, 4, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 256 << 20, (256 << 20) + 1};

    private static final List<Bytes> PUSHES = pushes();

    private static List<Bytes> pushes() {
        return RecordedSession.of("putEntriesBinary").stream()
                .filter(x -> x.recorded().has("reqBodyBase64") && x.status() == 200)
                .map((Exchange x) -> x.binary("reqBodyBase64"))
                .toList();
    }

    @Test
    void aDamagedPushIsReadOrRefused() {
        Fuzz.Result result = Fuzz.run(
                "FrameFuzzTest, bytes",
                CASES,
                random -> new Mutations(random, PUSHES)::next,
                body -> requireNoLargerThan(body.length(), SyncRequests.putEntriesBinary(body)),
                BadRequestException.class);
        assertThat(result.refused()).isPositive();
    }

    @Test
    void framesWithOddPartsAndFalseLengthsAreReadOrRefused() {
        Fuzz.Result result = Fuzz.run(
                "FrameFuzzTest, parts",
                CASES,
                random -> () -> oddParts(random),
                body -> requireNoLargerThan(body.length(), SyncRequests.putEntriesBinary(body)),
                BadRequestException.class);
        assertThat(result.taken()).isPositive();
        assertThat(result.refused()).isPositive();
    }

    @Test
    void aStreamIsReadLikeTheSameBytesInMemory() {
        Fuzz.run(
                "FrameFuzzTest, stream",
                CASES,
                random -> () -> oddParts(random),
                body -> assertThat(outcome(FrameReader.of(new ByteArrayInputStream(body.toArray()))))
                        .isEqualTo(outcome(FrameReader.of(body))));
    }

    private static String outcome(FrameReader reader) {
        StringBuilder seen = new StringBuilder();
        try {
            seen.append(reader.header().length());
            for (Optional<FrameReader.Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                seen.append(' ').append(frame.get().metadata().length());
                seen.append(' ').append(frame.get().payload().length());
            }
        } catch (BadRequestException e) {
            seen.append(' ').append(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen.toString();
    }

    private static Bytes oddParts(Random random) {
        List<Bytes> parts = parts(PUSHES.get(random.nextInt(PUSHES.size())));
        int changed = random.nextInt(parts.size());
        if (changed % 2 == 0 && random.nextInt(3) > 0) {
            int last = Math.max(0, parts.size() - 1);
            parts.set(last, new Mutations(random, List.of(parts.get(last))).mutated(parts.get(last)));
        }
        boolean isJson = changed == 0 || changed % 2 == 1;
        if (isJson) {
            parts.set(
                    changed,
                    new JsonMutations(random, List.of(parts.get(changed).toUtf8())).next());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int lie = random.nextInt(4) == 0 ? random.nextInt(parts.size()) : -1;
        for (int i = 0; i < parts.size(); i++) {
            int length = i == lie
                    ? LENGTHS[random.nextInt(LENGTHS.length)]
                    : parts.get(i).length();
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            out.writeBytes(parts.get(i).toArray());
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** The header, then metadata and payload in turn. */
    private static List<Bytes> parts(Bytes push) {
        List<Bytes> parts = new ArrayList<>();
        ByteBuffer lengths = push.asByteBuffer();
        for (int at = 0; at < push.length(); ) {
            int length = lengths.getInt(at);
            parts.add(push.slice(at + Integer.BYTES, length));
            at += Integer.BYTES + length;
        }
        return parts;
    }

    private static void requireNoLargerThan(int bodyLength, SyncRequest.PutEntries push) {
        assertThat(push.entries().size()).isLessThan(bodyLength);
        push.entries().forEach(parse -> RequestFuzzTest.requireShort(bodyLength, parse));
    }
}
