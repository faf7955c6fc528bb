package io.blindhop.store.s3.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.Utf8;
import io.blindhop.protocol.store.CorruptStoreException;
import io.blindhop.store.s3.blob.BlobStore.Blob;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@link BlobStore} promises, for every store of objects there is. A subclass says which; tests use names of their
 * own, so that one store may serve them all.
 */
public abstract class BlobStoreContract {
    private final String folder = UUID.randomUUID() + "/";

    protected abstract BlobStore blobs();

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(blobs().get(folder + "nothing", 0, 10)).isEmpty();
        assertThat(blobs().get(folder + "nothing", 0, 0)).isEmpty();
    }

    @Test
    void thePartsAreStoredOneAfterTheOther() {
        Bytes middle = Bytes.utf8("xx-middle-xx").slice(3, 6);
        blobs().put(folder + "a", List.of(Bytes.utf8("first "), Bytes.empty(), middle, Bytes.utf8(" last")));
        assertThat(blobs().get(folder + "a", 0, 17)).contains(Bytes.utf8("first middle last"));
    }

    @Test
    void anyRangeCanBeRead() {
        Bytes bytes = random(300_000);
        blobs().put(folder + "a", List.of(bytes));
        for (int[] range : new int[][] {{0, 300_000}, {0, 1}, {299_999, 1}, {131_071, 70_000}, {0, 0}, {300_000, 0}}) {
            assertThat(blobs().get(folder + "a", range[0], range[1])).contains(bytes.slice(range[0], range[1]));
        }
    }

    @Test
    void anObjectMayBeEmpty() {
        blobs().put(folder + "a", List.of());
        assertThat(blobs().get(folder + "a", 0, 0)).contains(Bytes.empty());
        assertThat(blobs().list(folder, "")).containsExactly(new Blob(folder + "a", 0));
    }

    @Test
    void anObjectThatIsShorterThanTheRangeIsCorrupt() {
        blobs().put(folder + "a", List.of(Bytes.utf8("12345")));
        for (int[] range : new int[][] {{0, 6}, {4, 2}, {5, 1}, {6, 0}, {100, 100}}) {
            assertThatThrownBy(() -> blobs().get(folder + "a", range[0], range[1]))
                    .isInstanceOf(CorruptStoreException.class)
                    .hasMessageContaining(folder + "a");
        }
    }

    @Test
    void aNegativeRangeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> blobs().get(folder + "a", -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> blobs().get(folder + "a", 0, -1));
    }

    @Test
    void storingANameAgainReplacesIt() {
        blobs().put(folder + "a", List.of(random(5000)));
        blobs().put(folder + "a", List.of(Bytes.utf8("short")));
        assertThat(blobs().get(folder + "a", 0, 5)).contains(Bytes.utf8("short"));
        assertThat(blobs().list(folder, "")).containsExactly(new Blob(folder + "a", 5));
    }

    @Test
    void namesWithOddCharactersAreDistinct() {
        List<String> names = List.of(
                "Sales",
                "sales",
                "SALES",
                "a b",
                "a+b",
                "a%20b",
                "a%2Fb",
                "%",
                "%25",
                "é",
                "e\u0301",
                "a.b",
                "...",
                ".hidden",
                "trailing.",
                "#?&=;:@",
                "a\\b",
                "'\"<>|*",
                "~",
                "con",
                "a-b",
                "a0",
                "tmp",
                "x".repeat(199),
                "x".repeat(200),
                "x".repeat(201) + "/y",
                "x".repeat(700));
        for (String name : names) {
            blobs().put(folder + name, List.of(Bytes.utf8("object " + name)));
        }
        for (String name : names) {
            Bytes expected = Bytes.utf8("object " + name);
            assertThat(blobs().get(folder + name, 0, expected.length()))
                    .as(name)
                    .contains(expected);
        }
        assertThat(names(blobs().list(folder, "")))
                .isEqualTo(names.stream().map(folder::concat).sorted(Utf8.ORDER).toList());
    }

    @Test
    void theLongestNameIsTaken() {
        String longest = folder + "é/".repeat((1023 - folder.length()) / 3);
        String name = longest + "a".repeat(1024 - Utf8.length(longest));
        blobs().put(name, List.of(Bytes.utf8("x")));
        assertThat(blobs().get(name, 0, 1)).contains(Bytes.utf8("x"));
        assertThat(names(blobs().list(name, ""))).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "../a", "a\u0000b", "a\n", "\ud800"})
    void aNameThatIsNoPathIsRefused(String name) {
        refused(name);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        refused("é".repeat(512) + "a");
    }

    @Test
    void aListingIsInOrderOfTheUtf8Bytes() {
        List<String> ordered = List.of("A", "B/x", "a!", "a-/b", "a/b", "a/ba/c", "a/c", "a0", "aé", "b");
        ordered.reversed().forEach(name -> blobs().put(folder + name, List.of(Bytes.utf8(name))));
        assertThat(names(blobs().list(folder, "")))
                .isEqualTo(ordered.stream().map(folder::concat).toList());
        for (int i = 0; i < ordered.size(); i++) {
            assertThat(names(blobs().list(folder, folder + ordered.get(i))))
                    .isEqualTo(ordered.stream().skip(i + 1).map(folder::concat).toList());
        }
        assertThat(names(blobs().list(folder + "a/", "")))
                .containsExactly(folder + "a/b", folder + "a/ba/c", folder + "a/c");
        assertThat(names(blobs().list(folder + "a/b", ""))).containsExactly(folder + "a/b", folder + "a/ba/c");
        assertThat(names(blobs().list(folder + "a", folder + "a/bb")))
                .containsExactly(folder + "a/c", folder + "a0", folder + "aé");
        assertThat(blobs().list(folder + "zz", "")).isEmpty();
        assertThat(blobs().list(folder, folder.replace('/', '0'))).isEmpty();
    }

    @Test
    protected void aNameAndNamesBelowItMayExistTogether() {
        List<String> ordered = List.of("a", "a-b", "a/b", "a/b/c", "a0");
        ordered.forEach(name -> blobs().put(folder + name, List.of(Bytes.utf8(name))));
        assertThat(names(blobs().list(folder + "a", "")))
                .isEqualTo(ordered.stream().map(folder::concat).toList());
        blobs().delete(List.of(folder + "a/b"));
        assertThat(blobs().get(folder + "a", 0, 1)).contains(Bytes.utf8("a"));
        assertThat(blobs().get(folder + "a/b/c", 0, 5)).contains(Bytes.utf8("a/b/c"));
    }

    @Test
    protected void supplementaryCharactersComeLastInAListing() {
        List<String> ordered = List.of(folder + "\ufb01", folder + "\uffee", folder + "\ud83d\ude00");
        ordered.reversed().forEach(name -> blobs().put(name, List.of(Bytes.utf8(name))));
        assertThat(names(blobs().list(folder, ""))).isEqualTo(ordered);
        assertThat(names(blobs().list(folder, folder + "\uffee"))).containsExactly(folder + "\ud83d\ude00");
    }

    @Test
    void aLongListingComesInPagesAndManyNamesAreRemoved() throws Exception {
        List<String> names = IntStream.range(0, 1500)
                .mapToObj(i -> folder + i % 7 + "/" + "%04d".formatted(i))
                .sorted()
                .toList();
        inParallel(names);
        List<Blob> first = blobs().list(folder, "");
        assertThat(first).hasSize(BlobStore.MAX_LIST);
        List<Blob> second = blobs().list(folder, first.getLast().name());
        List<Blob> both = new ArrayList<>(first);
        both.addAll(second);
        assertThat(names(both)).isEqualTo(names);
        assertThat(both)
                .allSatisfy(
                        blob -> assertThat(blob.size()).isEqualTo(blob.name().length()));

        List<String> removed = new ArrayList<>(names);
        removed.remove(700);
        removed.add(folder + "never there");
        blobs().delete(removed);
        assertThat(names(blobs().list(folder, ""))).containsExactly(names.get(700));
        blobs().delete(List.of(names.get(700)));
        assertThat(blobs().list(folder, "")).isEmpty();
        blobs().delete(List.of());
    }

    @Test
    void anObjectIsFoundWholeOrNotAtAllWhileItIsWritten() throws Exception {
        Bytes bytes = random(2_000_000);
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 5; i++) {
                String name = folder + "a" + i;
                Future<?> written = writer.submit(() -> blobs().put(name, List.of(bytes)));
                while (!written.isDone()) {
                    blobs().get(name, 1_999_000, 1000)
                            .ifPresent(end -> assertThat(end).isEqualTo(bytes.slice(1_999_000, 1000)));
                }
                written.get();
                assertThat(blobs().get(name, 0, bytes.length())).contains(bytes);
            }
        }
    }

    private void inParallel(List<String> names) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> writes = new ArrayList<>();
            for (String name : names) {
                writes.add(threads.submit(() -> blobs().put(name, List.of(Bytes.utf8(name)))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }
    }

    private void refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> blobs().put(name, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> blobs().get(name, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> blobs().delete(List.of(name)));
    }

    private static List<String> names(List<Blob> blobs) {
        return blobs.stream().map(Blob::name).toList();
    }

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }
}
