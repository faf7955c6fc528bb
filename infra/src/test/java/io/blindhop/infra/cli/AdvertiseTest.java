package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ReaderException;
import io.blindhop.infra.node.LocalNode;
import io.blindhop.infra.node.SettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvertiseTest {
    @TempDir
    private Path folder;

    @Test
    void aServerThatNobodyElseReachesIsNotAnnouncedAndTheErrorSaysWhatToDo() {
        for (String host : List.of("127.0.0.1", "::1")) {
            Run run = Run.of("serve", "--advertise", "--host", host, "--data", folder.toString());
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("listens on " + host, "--host 0.0.0.0");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theStartShowsTheAddressOnTheNetworkAsACodeThatIsReadAgain() throws IOException, ReaderException {
        try (RunningServer server = server("0.0.0.0")) {
            List<String> lines = banner(server, List.of(InetAddress.getByName("192.0.2.17")), true);

            String url = "http://192.0.2.17:" + server.port();
            assertThat(lines).contains("  Network        " + url);
            assertThat(QrTextTest.read(code(lines))).isEqualTo(url);
        }
    }

    @Test
    void onOneMachineTheCodeIsTheUrlAndWithoutATerminalThereIsNone() throws IOException, ReaderException {
        try (RunningServer server = server("127.0.0.1")) {
            assertThat(QrTextTest.read(code(banner(server, List.of(), true))))
                    .isEqualTo("http://127.0.0.1:" + server.port());
            assertThat(banner(server, List.of(), false))
                    .noneMatch(line -> line.startsWith("█") || line.contains("Network"));
        }
    }

    @Test
    void discoverRefusesATimeThatIsNone() {
        assertThat(Run.of("discover", "--seconds", "0").exitCode()).isEqualTo(2);
    }

    private RunningServer server(String host) throws IOException {
        return RunningServer.start(
                SettingsReader.read(Map.of(
                        SettingsReader.HOST,
                        host,
                        SettingsReader.PORT,
                        "0",
                        SettingsReader.DATA,
                        folder.resolve("server").toString())),
                LocalNode::open);
    }

    private static List<String> banner(RunningServer server, List<InetAddress> networks, boolean qr) {
        StringWriter said = new StringWriter();
        new Banner(server, networks).print(new PrintWriter(said), qr);
        return said.toString().lines().toList();
    }

    private static List<String> code(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("█") || line.startsWith("▀"))
                .toList();
    }
}
