package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralUpstreamsTest {
    @TempDir
    private Path folder;

    private String refused(String... upstreams) {
        Run run = Run.of(Stream.concat(Stream.of("serve", "--data", folder.toString()), Stream.of(upstreams))
                .toArray(String[]::new));
        return run.err();
    }

    @Test
    void anOptionThatIsGivenTwiceNamesTwoUpstreamsInTheirOrder() {
        assertThat(refused("--upstream", "https://a.example", "--upstream", "https://b.example"))
                .contains("more than one upstream needs the mode merge");
        assertThat(refused("--mode", "merge", "--upstream", "https://a.example", "--upstream", "https://a.example"))
                .contains("an upstream is named twice");
    }
}
