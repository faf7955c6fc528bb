package io.blindhop.infra.packaging;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of the C library, as symbols name it: {@code GLIBC_2.34}. */
record GlibcVersion(int major, int minor) implements Comparable<GlibcVersion> {
    /** Of Amazon Linux 2023, which {@code provided.al2023} is. */
    static final GlibcVersion OF_LAMBDA = new GlibcVersion(2, 34);

    private static final Pattern SYMBOL = Pattern.compile("GLIBC_(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,4})?");

    /** The newest among symbol versions; empty if none is the C library's. */
    static Optional<GlibcVersion> newest(Set<String> versions) {
        return versions.stream()
                .map(SYMBOL::matcher)
                .filter(Matcher::matches)
                .map(found -> new GlibcVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                .max(GlibcVersion::compareTo);
    }

    /** Whether Lambda has that version of its library; others than the C library are not looked at. */
    static boolean isOnLambda(String version) {
        if (!version.startsWith("GLIBC_")) {
            return true;
        }
        // GLIBC_PRIVATE and marks such as GLIBC_ABI_DT_RELR name what the loader of one release or of a later one has.
        return newest(Set.of(version))
                .map(needed -> needed.compareTo(OF_LAMBDA) <= 0)
                .orElse(false);
    }

    @Override
    public int compareTo(GlibcVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return "GLIBC_" + major + "." + minor;
    }
}
