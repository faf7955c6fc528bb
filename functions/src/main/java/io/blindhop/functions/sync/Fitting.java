package io.blindhop.functions.sync;

import io.blindhop.functions.http.AnswerRoom;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.ResponseBody;

/**
 * Answers that the protocol does not page, refused before the first byte if they are too long.
 *
 * <p>Nobody knows how well JSON compresses before it has been done. So what may be too long, judged by a part of it, is
 * written to nowhere first; that doubles the price of the few answers that come near the limit, and of no others. An answer
 * that was judged wrongly, or has grown since, is cut at the limit like any that fails half-way.
 */
final class Fitting {
    /** Of one entry or one plan: more than nearly all of them take. */
    private static final long GENEROUS = 4096;

    private final AnswerRoom room;

    Fitting(AnswerRoom room) {
        this.room = room;
    }

    /** What is in memory, and cheap to write twice. */
    HttpResponse ofMemory(long elements, ResponseBody.Writer answer) {
        return ofBytes(elements * GENEROUS, answer);
    }

    /** @param generousBytes about what the answer has without compression, rather more than less */
    HttpResponse ofBytes(long generousBytes, ResponseBody.Writer answer) {
        if (room.isExceededBy(generousBytes)) {
            room.requireJson(answer);
        }
        return Json.streamed(answer);
    }

    /**
     * What is read while it is written.
     *
     * @param part the beginning of the answer, from memory
     * @param share how much of the whole the part is, above 0 and at most 1
     */
    HttpResponse ofPart(ResponseBody.Writer part, double share, ResponseBody.Writer answer) {
        if (room.limitBytes().isPresent()) {
            long bytes = room.lengthOfJson(part);
            if (share == 1) {
                room.require(bytes);
            } else if (room.isExceededBy((long) (2 * bytes / share))) {
                room.requireJson(answer);
            }
        }
        return Json.streamed(answer);
    }
}
