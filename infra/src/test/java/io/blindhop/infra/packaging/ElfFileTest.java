package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    @Test
    void theRunningJavaNeedsTheCLibraryOfThisMachineAndIsForIt() throws IOException {
        for (String file : new String[] {"bin/java", "lib/libjava.so", "lib/server/libjvm.so"}) {
            ElfFile elf = ElfFile.read(ByteBuffer.wrap(Files.readAllBytes(JAVA_HOME.resolve(file))));
            assertThat(elf.machine()).as(file).isEqualTo(ElfFile.X86_64);
            assertThat(GlibcVersion.newest(elf.versions())).as(file).isPresent();
            assertThat(elf.versions()).as(file).allMatch(version -> version.matches("[A-Za-z_]+[0-9.]+"));
        }
    }

    @Test
    void everyProgramOfThisMachineCanBeRead() throws IOException {
        int read = 0;
        try (Stream<Path> programs = Files.list(Path.of("/usr/bin"))) {
            for (Path program : programs.filter(Files::isRegularFile).limit(200).toList()) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(program));
                if (ElfFile.isElf(bytes)) {
                    assertThat(ElfFile.read(bytes).machine())
                            .as(program.toString())
                            .isEqualTo(ElfFile.X86_64);
                    read++;
                }
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void aVersionThatIsNeededIsFound() throws IOException {
        ElfFile elf = ElfFile.read(ElfImage.needing("GLIBC_2.38", 183));
        assertThat(elf.machine()).isEqualTo(183);
        assertThat(elf.versions()).containsExactly("GLIBC_2.38");
    }

    @Test
    void aStaticProgramNeedsNothing() throws IOException {
        ByteBuffer file = ElfImage.needing("GLIBC_2.38", ElfFile.X86_64).putShort(56, (short) 1);
        assertThat(ElfFile.read(file).versions()).isEmpty();
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        assertThatThrownBy(() -> ElfFile.read(ByteBuffer.wrap(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no ELF file");
        ByteBuffer narrow = ElfImage.needing("GLIBC_2.2", 3).put(4, (byte) 1);
        assertThatThrownBy(() -> ElfFile.read(narrow)).hasMessageContaining("64-bit");
    }

    @Test
    void aFileCutAnywhereIsRefusedOrReadButNothingElse() {
        ByteBuffer whole = ElfImage.needing("GLIBC_2.34", ElfFile.X86_64);
        for (int length = 0; length < whole.limit(); length++) {
            ByteBuffer cut = whole.slice(0, length);
            assertThatThrownBy(() -> ElfFile.read(cut)).as("cut at " + length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aDamagedFileIsRefusedOrReadAndNeverBreaksTheReader() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int run = 0; run < 20_000; run++) {
            ByteBuffer damaged = ElfImage.needing("GLIBC_2.34", ElfFile.X86_64);
            for (int hits = random.nextInt(1, 4); hits > 0; hits--) {
                damaged.put(random.nextInt(damaged.limit()), (byte) random.nextInt());
            }
            try {
                assertThat(ElfFile.read(damaged).versions()).as("seed " + seed).hasSizeLessThan(damaged.limit());
            } catch (IOException refused) {
                assertThat(refused).as("seed " + seed).hasMessageContaining("ELF");
            }
        }
    }
}
