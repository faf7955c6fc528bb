package io.blindhop.infra.packaging;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars as two builds leave them: the same steps, recorded in another order. */
class StableJarTest {
    private static final byte[] MANIFEST = "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path temp;

    /** A class whose methods say these texts, between numbers that count as two constants. */
    private static byte[] step(String name, String... texts) {
        return ClassFile.of().build(ClassDesc.of(name), type -> {
            for (int i = 0; i < texts.length; i++) {
                String text = texts[i];
                long number = 41L + i;
                type.withMethodBody(
                        "say" + i,
                        MethodTypeDesc.of(CD_Object, CD_long),
                        ClassFile.ACC_STATIC,
                        code -> code.loadConstant(number)
                                .lstore(0)
                                .loadConstant(text)
                                .areturn());
            }
        });
    }

    private Path jar(String name, SequencedMap<String, byte[]> files) throws IOException {
        Path jar = temp.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return jar;
    }

    private Path stable(Path jar) throws IOException {
        Path stable = jar.resolveSibling("stable-" + jar.getFileName());
        StableJar.write(jar, stable);
        return stable;
    }

    private Path oneBuild() throws IOException {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("META-INF/MANIFEST.MF", MANIFEST);
        files.put("a/Reads.class", step("a.Reads", "proxykey99"));
        files.put("a/Writes.class", step("a.Writes", "proxykey7", "text", "proxykey99"));
        return jar("one.jar", files);
    }

    private Path anotherBuild() throws IOException {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/Writes.class", step("a.Writes", "proxykey101", "text", "proxykey8"));
        files.put("META-INF/MANIFEST.MF", MANIFEST);
        files.put("a/Reads.class", step("a.Reads", "proxykey8"));
        return jar("another.jar", files);
    }

    private static byte[] file(Path jar, String name) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    @Test
    void stepsThatWereRecordedInAnotherOrderGiveTheSameBytes() throws IOException {
        assertThat(stable(anotherBuild())).hasSameBinaryContentAs(stable(oneBuild()));
    }

    @Test
    void whoReadsWhatAnotherStepHasLeftStillHasItsKey() throws IOException {
        Path stable = stable(oneBuild());
        assertThat(file(stable, "a/Reads.class")).isEqualTo(step("a.Reads", "proxykey1"));
        assertThat(file(stable, "a/Writes.class")).isEqualTo(step("a.Writes", "proxykey2", "text", "proxykey1"));
    }

    @Test
    void otherTextsAndTheirClassesStayAsTheyAre() throws IOException {
        byte[] other = step("a.Other", "proxykeys", "myproxykey", "größer");
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/Other.class", other);
        assertThat(file(stable(jar("other.jar", files)), "a/Other.class")).isEqualTo(other);
    }

    @Test
    void whatDiffersOtherwiseIsSeen() throws IOException {
        SequencedMap<String, byte[]> files = new LinkedHashMap<>();
        files.put("a/Writes.class", step("a.Writes", "proxykey7", "proxykey7"));
        Path both = stable(jar("both.jar", files));
        files.put("a/Writes.class", step("a.Writes", "proxykey7", "proxykey8"));
        assertThat(file(stable(jar("each.jar", files)), "a/Writes.class")).isNotEqualTo(file(both, "a/Writes.class"));
    }

    @Test
    void theManifestIsFoundByWhoReadsFromTheBeginning() throws IOException {
        try (JarInputStream jar = new JarInputStream(Files.newInputStream(stable(anotherBuild())))) {
            assertThat(jar.getManifest()).isNotNull();
        }
    }
}
