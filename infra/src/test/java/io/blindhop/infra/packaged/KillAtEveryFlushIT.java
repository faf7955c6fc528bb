package io.blindhop.infra.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.fixture.Person;
import io.blindhop.functions.fixture.Session;
import io.blindhop.infra.lambda.KillAtFlush;
import io.blindhop.protocol.entry.ArrivedEntry;
import io.blindhop.protocol.entry.TestEntries;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A copy dies after any chunk of its answer: the client sees an error, and what it has got until then is not an answer that
 * could be taken for a whole one. Every kind of answer if a package is named, else only the one that needs care: frames have
 * no end of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class KillAtEveryFlushIT {
    /** An answer with all of them has some chunks, and a page of a scan has them all. */
    private static final int ENTRIES = PackageUnderTest.isNamed() ? 600 : 150;

    private Deployment node;
    private Session alice;
    private Set<String> ids;

    @BeforeAll
    void push() throws IOException {
        node = Deployment.open(options -> options);
        alice = node.newTenant().login(Person.ALICE);
        TestEntries entries = Person.ALICE.entries(1);
        List<ArrivedEntry> all = Stream.generate(() -> entries.docCreate(entries.newDocId(), 100))
                .limit(ENTRIES)
                .toList();
        alice.docs("notes").putBinary(all).ok();
        ids = all.stream().map(ArrivedEntry::id).collect(Collectors.toSet());
    }

    @AfterAll
    void remove() {
        node.close();
    }

    static Stream<Pull> pulls() {
        return PackageUnderTest.isNamed() ? Stream.of(Pull.values()) : Stream.of(Pull.FRAMES);
    }

    @ParameterizedTest
    @MethodSource("pulls")
    void isAnErrorUntilTheAnswerPassesUnharmed(Pull pull) throws IOException {
        int chunk = 1;
        while (killedAt(chunk, pull)) {
            chunk++;
        }
        assertThat(chunk).isGreaterThan(pull.leastChunks());
        System.out.println(pull + ": an error at each of " + (chunk - 1) + " flushes");
    }

    /** Whether the answer had so many chunks. */
    private boolean killedAt(int chunk, Pull pull) throws IOException {
        KillAtFlush kill = node.sync().killAtFlush(path -> path.endsWith(pull.route()), chunk);
        Pull.Result result = pull.from(node.transport(), alice, ids);
        kill.disarm();
        if (kill.happened()) {
            assertThat(result.failed())
                    .as("%s, killed at flush %d", pull, chunk)
                    .isTrue();
            assertThat(result.ids()).as("what had arrived until then").isIn(Set.of(), ids);
        } else {
            assertThat(result).isEqualTo(new Pull.Result(false, ids));
        }
        return kill.happened();
    }
}
