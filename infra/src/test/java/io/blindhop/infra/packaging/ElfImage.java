package io.blindhop.infra.packaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The smallest file of its kind: one library is needed, in one version. */
final class ElfImage {
    static final int PROGRAM_HEADERS = 64;
    static final int DYNAMIC = PROGRAM_HEADERS + 2 * 56;
    static final int NEEDED = DYNAMIC + 4 * 16;
    static final int STRINGS = NEEDED + 32;
    private static final long BASE = 0x400000;

    private ElfImage() {}

    static ByteBuffer needing(String version, int machine) {
        byte[] name = (version + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(STRINGS + 1 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464c457f).putShort(4, (short) 0x0102).putShort(18, (short) machine);
        file.putLong(32, PROGRAM_HEADERS).putShort(56, (short) 2);
        segment(file, PROGRAM_HEADERS, 1, 0, file.limit());
        segment(file, PROGRAM_HEADERS + 56, 2, DYNAMIC, 4 * 16);
        entry(file, 0, 5, BASE + STRINGS);
        entry(file, 1, 0x6ffffffeL, BASE + NEEDED);
        entry(file, 2, 0x6fffffffL, 1);
        file.putShort(NEEDED + 2, (short) 1).putInt(NEEDED + 8, 16).putInt(NEEDED + 16 + 8, 1);
        file.put(STRINGS + 1, name);
        return file;
    }

    private static void segment(ByteBuffer file, int at, int type, long offset, long size) {
        file.putInt(at, type)
                .putLong(at + 8, offset)
                .putLong(at + 16, BASE + offset)
                .putLong(at + 32, size);
    }

    private static void entry(ByteBuffer file, int number, long tag, long value) {
        file.putLong(DYNAMIC + number * 16, tag).putLong(DYNAMIC + number * 16 + 8, value);
    }
}
