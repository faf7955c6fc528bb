package io.blindhop.infra.bench.scenario;

import io.blindhop.infra.bench.Author;
import io.blindhop.infra.bench.Consumed;
import io.blindhop.infra.bench.Deployment;
import io.blindhop.infra.bench.Latencies;
import io.blindhop.infra.bench.RemoteStore;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Large files, in chunks of 256 KiB; the cost of one does not depend on how many there are. */
final class Attachments implements Scenario {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int CHUNKS = 12;
    private static final int FILES = 5;
    private static final double MEGABYTE = 1e6;
    private static final String DATABASE = "files";

    @Override
    public String name() {
        return "attachments";
    }

    @Override
    public Sizes sizes() {
        return Sizes.NONE;
    }

    @Override
    public void run(TestBed bed, OptionalLong size, Sheet sheet) {
        Deployment deployment = bed.deployment();
        List<List<ArrivedEntry>> files = files(deployment.tenant().author());
        Latencies pushed = new Latencies();
        RemoteStore writer =
                deployment.tenant().asWriter(DATABASE).attachments().timedBy(pushed);
        Consumed push = deployment.measured(() -> files.forEach(writer::push));
        put(sheet, "push", push).times(pushed, "putEntriesBinary");
        Latencies pulled = new Latencies();
        RemoteStore reader = deployment.tenant().asReader(DATABASE).attachments();
        RemoteStore.Page page = reader.scan(Optional.empty(), FILES * CHUNKS);
        RemoteStore timed = reader.timedBy(pulled);
        Consumed pull = deployment.measured(() -> {
            for (int from = 0; from < page.ids().size(); from += CHUNKS) {
                timed.pull(page.ids().subList(from, from + CHUNKS), page.hashes());
            }
        });
        put(sheet, "pull", pull).times(pulled, "getEntriesBinary");
    }

    private static Sheet.Part put(Sheet sheet, String direction, Consumed consumed) {
        int chunks = FILES * CHUNKS;
        Sheet.Part part = sheet.part(direction + " of " + CHUNKS + " chunks", "chunk of 256 KiB")
                .costs(consumed, chunks, chunks);
        return sheet.timed()
                ? part.set(Figure.MEGABYTES_PER_SECOND, (double) chunks * CHUNK_BYTES / MEGABYTE / consumed.seconds())
                : part;
    }

    private static List<List<ArrivedEntry>> files(Author author) {
        SplittableRandom random = new SplittableRandom(42);
        List<List<ArrivedEntry>> files = new ArrayList<>();
        for (int file = 0; file < FILES; file++) {
            List<ArrivedEntry> chunks = new ArrayList<>();
            Optional<String> last = Optional.empty();
            for (int i = 0; i < CHUNKS; i++) {
                byte[] plain = new byte[CHUNK_BYTES];
                random.nextBytes(plain);
                ArrivedEntry chunk = author.chunk(String.format("%024x", file), last, Bytes.wrap(plain), i);
                chunks.add(chunk);
                last = Optional.of(chunk.id());
            }
            files.add(chunks);
        }
        return files;
    }
}
