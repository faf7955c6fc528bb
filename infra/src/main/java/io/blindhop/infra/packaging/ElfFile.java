package io.blindhop.infra.packaging;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a program or library for Linux asks of the machine that loads it. Only 64-bit little-endian files are understood.
 *
 * @param machine {@code e_machine}: {@link #X86_64} or another
 * @param versions the symbol versions that it needs of other libraries ({@code DT_VERNEED}), such as {@code GLIBC_2.34};
 *     empty for a static program
 * @see <a href="https://refspecs.linuxfoundation.org/LSB_5.0.0/LSB-Core-generic/LSB-Core-generic/symversion.html">Symbol
 *     versioning</a>
 */
record ElfFile(int machine, Set<String> versions) {
    static final int X86_64 = 62;

    private static final int MAGIC = 0x464c457f;
    private static final int HEADER = 64;
    private static final int CLASS_64_LITTLE = 0x0102;
    private static final int PROGRAM_HEADER = 56;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final long STRING_TABLE = 5;
    private static final long NEEDED_VERSIONS = 0x6ffffffeL;
    private static final long NEEDED_VERSIONS_COUNT = 0x6fffffffL;

    ElfFile {
        versions = Set.copyOf(versions);
    }

    /** Whether a file begins as one of these. */
    static boolean isElf(ByteBuffer start) {
        return start.limit() >= 4
                && start.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(0) == MAGIC;
    }

    /** @throws IOException if the file is broken, or of a form that is not understood */
    static ElfFile read(ByteBuffer bytes) throws IOException {
        ByteBuffer file = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (!isElf(file) || file.limit() < HEADER) {
            throw new IOException("It is no ELF file");
        }
        if (file.getShort(4) != CLASS_64_LITTLE) {
            throw new IOException("It is no 64-bit little-endian ELF file");
        }
        try {
            return new Reader(file).read();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("The ELF file is broken: it points behind its own end", e);
        }
    }

    /** Bytes of the file that are loaded at an address. */
    private record Segment(long address, long offset, long size) {
        boolean holds(long wanted) {
            return wanted >= address && wanted - address < size;
        }
    }

    private record Reader(ByteBuffer file) {
        ElfFile read() throws IOException {
            List<Segment> loaded = new ArrayList<>();
            Map<Long, Long> dynamic = new HashMap<>();
            long headers = file.getLong(32);
            int count = Short.toUnsignedInt(file.getShort(56));
            for (int i = 0; i < count; i++) {
                int at = index(headers + (long) i * PROGRAM_HEADER);
                int type = file.getInt(at);
                Segment segment = new Segment(file.getLong(at + 16), file.getLong(at + 8), file.getLong(at + 32));
                if (type == LOAD) {
                    loaded.add(segment);
                } else if (type == DYNAMIC) {
                    dynamic.putAll(entries(segment));
                }
            }
            return new ElfFile(Short.toUnsignedInt(file.getShort(18)), versions(loaded, dynamic));
        }

        private Map<Long, Long> entries(Segment segment) {
            Map<Long, Long> entries = new HashMap<>();
            for (long at = segment.offset(); at + 16 <= segment.offset() + segment.size(); at += 16) {
                entries.putIfAbsent(file.getLong(index(at)), file.getLong(index(at + 8)));
            }
            return entries;
        }

        private Set<String> versions(List<Segment> loaded, Map<Long, Long> dynamic) throws IOException {
            Set<String> found = new TreeSet<>();
            if (!dynamic.containsKey(NEEDED_VERSIONS)) {
                return found;
            }
            long strings = offset(loaded, dynamic.getOrDefault(STRING_TABLE, 0L));
            long library = offset(loaded, dynamic.get(NEEDED_VERSIONS));
            long libraries = dynamic.getOrDefault(NEEDED_VERSIONS_COUNT, 0L);
            for (boolean more = libraries > 0; more; ) {
                addVersions(strings, library, found);
                more = unsigned(library + 12) > 0;
                library += unsigned(library + 12);
            }
            return found;
        }

        /** Each says how far it is to the next; the last one says 0. */
        private void addVersions(long strings, long library, Set<String> found) {
            long version = library + unsigned(library + 8);
            for (boolean more = file.getShort(index(library + 2)) != 0; more; ) {
                found.add(text(strings + unsigned(version + 8)));
                more = unsigned(version + 12) > 0;
                version += unsigned(version + 12);
            }
        }

        private static long offset(List<Segment> loaded, long address) throws IOException {
            Segment segment = loaded.stream()
                    .filter(candidate -> candidate.holds(address))
                    .findFirst()
                    .orElseThrow(() -> new IOException("The ELF file is broken: it loads nothing at " + address));
            return segment.offset() + (address - segment.address());
        }

        private String text(long offset) {
            int start = index(offset);
            int end = start;
            while (file.get(end) != 0) {
                end++;
            }
            return StandardCharsets.UTF_8.decode(file.slice(start, end - start)).toString();
        }

        private long unsigned(long offset) {
            return Integer.toUnsignedLong(file.getInt(index(offset)));
        }

        private static int index(long offset) {
            if (offset < 0 || offset > Integer.MAX_VALUE) {
                throw new IndexOutOfBoundsException("offset " + offset);
            }
            return (int) offset;
        }
    }
}
