package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class GlibcVersionTest {
    @Test
    void versionsAreComparedAsNumbers() {
        assertThat(GlibcVersion.newest(Set.of("GLIBC_2.2.5", "GLIBC_2.17", "GLIBC_2.9", "GCC_9.0")))
                .contains(new GlibcVersion(2, 17));
        assertThat(GlibcVersion.newest(Set.of("GCC_9.0"))).isEmpty();
    }

    @Test
    void lambdaHasWhatAmazonLinuxHasAndNothingNewer() {
        assertThat(GlibcVersion.isOnLambda("GLIBC_2.34")).isTrue();
        assertThat(GlibcVersion.isOnLambda("GLIBC_2.2.5")).isTrue();
        assertThat(GlibcVersion.isOnLambda("GLIBC_2.35")).isFalse();
        assertThat(GlibcVersion.isOnLambda("GLIBC_3.0")).isFalse();
    }

    @Test
    void marksThatOnlyTheLoaderOfALaterReleaseKnowsAreNotThere() {
        assertThat(GlibcVersion.isOnLambda("GLIBC_ABI_DT_RELR")).isFalse();
        assertThat(GlibcVersion.isOnLambda("GLIBC_PRIVATE")).isFalse();
    }

    @Test
    void otherLibrariesAreNotLookedAt() {
        assertThat(GlibcVersion.isOnLambda("GCC_3.0")).isTrue();
    }
}
