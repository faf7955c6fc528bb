package io.blindhop.protocol.wire;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.json.JsonMembers;
import java.io.IOException;
import java.io.InputStream;

/** An answer that is one small JSON object. */
final class AnswerBody {
    /** Of an answer that has no list in it. */
    static final int SMALL = 1024 * 1024;

    private AnswerBody() {}

    /**
     * The members of the answer.
     *
     * @throws MalformedRequestException if it is no JSON object
     * @throws LimitExceededException if it has more bytes
     */
    static JsonMembers read(InputStream body, int maxBytes) throws IOException {
        return JsonMembers.of("answer", JsonTree.parse(whole(body, maxBytes), "answer", Limits.SMALL_VALUE_NODES));
    }

    private static Bytes whole(InputStream body, int maxBytes) throws IOException {
        byte[] bytes = body.readNBytes(maxBytes);
        if (bytes.length == maxBytes && body.read() >= 0) {
            throw LimitExceededException.text("the answer", maxBytes + 1L, maxBytes);
        }
        return Bytes.wrap(bytes);
    }
}
