package io.blindhop.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blindhop.infra.bench.OperationCounts;
import io.blindhop.infra.client.JsonPrinter;
import io.blindhop.infra.cost.Counts;
import io.blindhop.infra.cost.Estimate;
import io.blindhop.infra.cost.EstimateText;
import io.blindhop.infra.cost.Step;
import io.blindhop.protocol.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the command prints, and that every page which quotes it says the same. */
class CostCommandTest {
    private static final String REWRITE = "blindhop.costs.rewrite";
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).resolve("..").normalize();
    private static final Pattern QUOTE =
            Pattern.compile("(?s)(<!-- blindhop cost(?:, ([a-z ]+))?:? ?([^>]*?) -->\n)(.*?)(<!-- end of cost -->)");

    /** Tenant, end of the directory, end of the store, commit; and what is done now and then. */
    private static final double MOST_CALLS_OF_A_PUSH = 4.2;

    private static final double MOST_USD_OF_A_MILLION_PUSHES = 3;

    private static Counts counts;

    @BeforeAll
    static void count() {
        counts = OperationCounts.count();
    }

    private static Estimate estimate(String... options) {
        CostCommand command = new CostCommand();
        new CommandLine(command).parseArgs(options);
        return command.estimate(counts);
    }

    @Test
    void everyPageQuotesWhatIsCountedNow() throws IOException {
        List<String> quotes = new ArrayList<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            String now = QUOTE.matcher(text).replaceAll(quote -> {
                quotes.add(page.getFileName() + quote.group(1));
                return Matcher.quoteReplacement(quote.group(1) + quoted(quote) + quote.group(5));
            });
            if (Boolean.getBoolean(REWRITE)) {
                Files.writeString(page, now);
            } else {
                assertThat(text)
                        .as(
                                "%s: what steps consume has changed. The command at the end of docs/cost.md, with -D%s=true,"
                                        + " writes it anew",
                                page, REWRITE)
                        .isEqualTo(now);
            }
        }
        assertThat(quotes).hasSizeGreaterThanOrEqualTo(6);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> examples = Files.list(ROOT.resolve("terraform/examples"))) {
            return Stream.concat(
                            docs.filter(page -> page.toString().endsWith(".md")),
                            examples.map(example -> example.resolve("README.md")))
                    .sorted()
                    .toList();
        }
    }

    private static String quoted(MatchResult quote) {
        String form = quote.group(2) == null ? "" : quote.group(2);
        String[] rest = quote.group(3).isBlank()
                ? new String[0]
                : quote.group(3).strip().split(" ");
        return switch (form) {
            case "" -> EstimateText.markdown(estimate(rest));
            case "in short" -> EstimateText.inShort(estimate(rest));
            case "of a million" -> EstimateText.markdown(estimate(), Step.valueOf(rest[0]));
            case "of each step" -> EstimateText.steps(estimate(rest));
            case "of each memory" ->
                EstimateText.memories(Stream.of(rest)
                        .map(megabytes -> estimate("--memory", megabytes))
                        .toList());
            default -> throw new IllegalArgumentException("A quote of no known form: " + quote.group(1));
        };
    }

    @Test
    void theCommandCountsAndSaysTheSameAsAProgramCanRead() {
        JsonNode printed = json(Run.of("cost", "--json").ok().out());

        JsonNode expected = json(json(EstimateText.json(estimate())));
        assertThat(printed).as("the same at every run").isEqualTo(expected);
        double sum = 0;
        for (JsonNode part : printed.get("parts")) {
            sum += part.get("usd").asDouble();
        }
        assertThat(printed.get("usd").asDouble()).isCloseTo(sum, within(0.01));
        assertThat(printed.get("pricesOf").asText()).isEqualTo("us-east-1");
    }

    @Test
    void whereNobodyCallsOnlyWhatIsIdleIsPaidFor() {
        JsonNode printed = json(json(EstimateText.json(estimate("--users", "0", "--entries", "0"))));

        assertThat(printed.get("usd").asDouble())
                .isEqualTo(printed.at("/parts/0/usd").asDouble());
        assertThat(printed.at("/parts/1/lines")).isEmpty();
        assertThat(printed.at("/parts/2/lines")).isEmpty();
    }

    @Test
    void everyOptionCounts() {
        double usual = usd();
        for (String more : List.of(
                "--users=200",
                "--devices-per-user=3",
                "--team=6",
                "--databases=4",
                "--edits-per-day=60",
                "--syncs-per-day=25",
                "--attachment-megabytes-per-month=30",
                "--new-devices-per-month=500",
                "--entries=1000000",
                "--memory=2048",
                "--cloudfront",
                "--connected-hours-per-day=8",
                "--request-millis=11",
                "--table-millis=6",
                "--object-millis=90",
                "--entry-millis=3")) {
            assertThat(usd(more)).as(more).isGreaterThan(usual);
        }
    }

    private static double usd(String... options) {
        return json(json(EstimateText.json(estimate(options)))).get("usd").asDouble();
    }

    @Test
    void aStepConsumesWhatTheNodeIsSeenToDo() {
        assertThat(counts.of(Step.LOGIN).requests()).isEqualTo(2);
        assertThat(counts.of(Step.HEAD).requests()).isEqualTo(1);
        assertThat(counts.of(Step.HEAD).readUnits()).as("idle re-sync").isLessThanOrEqualTo(3);
        assertThat(counts.of(Step.PUSH_ONE).tableCalls()).isLessThanOrEqualTo(MOST_CALLS_OF_A_PUSH);
        assertThat(counts.of(Step.HEAD).writeUnits()).isZero();
        assertThat(counts.of(Step.PUSH_ONE).writeUnits()).isPositive();
        assertThat(counts.of(Step.PUSH_ONE).entries()).isEqualTo(1);
        assertThat(counts.of(Step.PULL_BATCH).bytesOut()).isGreaterThan(250 * 600);
        assertThat(counts.of(Step.ATTACHMENT_PULL).bytesOut()).isGreaterThan(12 * 256 * 1024);
        assertThat(counts.of(Step.MAINTENANCE_RUN).readUnits()).isPositive();
        assertThat(counts.of(Step.HEAD).logBytes()).isBetween(500.0, 3000.0);
        assertThat(counts.of(Step.NOTIFY).readUnits()).isPositive();
        assertThat(counts.of(Step.NOTIFY).requests()).isEqualTo(1);
        assertThat(counts.stored().tableBytes()).isPositive();
        assertThat(counts.storedOfBatch().objectBytes()).isGreaterThan(600);
    }

    @Test
    void aMillionPushesOfOneEditCostLessThanThreeDollarsWithNotifyAndMaintenance() {
        assertThat(estimate().usdOfAMillion(Step.PUSH_ONE)).isLessThanOrEqualTo(MOST_USD_OF_A_MILLION_PUSHES);
    }

    @Test
    void onLessMemoryWorkCostsTheSameAndWaitingLess() {
        String work = "--table-millis=0 --object-millis=0";
        double small = estimate(("--memory=256 " + work).split(" ")).usdOfAMillion(Step.PUSH_BATCH);
        assertThat(estimate(("--memory=1024 " + work).split(" ")).usdOfAMillion(Step.PUSH_BATCH))
                .isCloseTo(small, within(0.01));
        assertThat(estimate("--memory=256").usdOfAMillion(Step.PUSH_BATCH))
                .isLessThan(estimate("--memory=1024").usdOfAMillion(Step.PUSH_BATCH));
    }

    @Test
    void whatStandsAroundTheNodeIsAPartOfItsOwn() {
        JsonNode parts = json(json(
                        EstimateText.json(estimate("--cloudfront", "--firewall", "--connected-hours-per-day", "8"))))
                .get("parts");

        assertThat(parts).hasSize(5);
        assertThat(parts.get(3).get("title").asText()).isEqualTo("CloudFront");
        JsonNode minutes = parts.get(4).get("lines").get(1);
        assertThat(minutes.get("count").asDouble()).isEqualTo(Math.rint(200 * 730.5 * 60 / 3));
        assertThat(parts.get(4).get("usd").asDouble()).isGreaterThan(1);
    }

    @Test
    void functionsOfSignalingWorkAndWaitAsLongAsAnyOther() {
        String connected = "--connected-hours-per-day=24";
        assertThat(signalingUsd(connected, "--request-millis=15")).isGreaterThan(signalingUsd(connected));
        assertThat(signalingUsd(connected, "--table-millis=6")).isGreaterThan(signalingUsd(connected));
        // 5 calls of 5 ms and 10 ms of work on 512 MB for each ping; connections and subscriptions besides.
        double pings = 200 * 730.5 * 15;
        JsonNode seconds =
                signaling(connected, "--edits-per-day=0", "--databases=1").at("/lines/4");
        assertThat(seconds.get("count").asDouble()).isBetween(pings * 0.5 * 0.035, pings * 0.5 * 0.042);
    }

    private static double signalingUsd(String... options) {
        return signaling(options).get("usd").asDouble();
    }

    private static JsonNode signaling(String... options) {
        JsonNode last = json(json(EstimateText.json(estimate(options)))).at("/parts/3");
        assertThat(last.get("title").asText()).isEqualTo("Signaling");
        return last;
    }

    @Test
    void aWrongOptionIsNamedAndNothingIsCounted() {
        assertThat(Run.of("cost", "--users", "-1").exitCode()).isEqualTo(2);
        assertThat(Run.of("cost", "--users", "-1").err()).contains("--users must be from 0");
        assertThat(Run.of("cost", "--memory", "1").err()).contains("--memory must be from 128");
        assertThat(Run.of("cost", "--firewall").err()).contains("add --cloudfront");
        assertThat(Run.of("cost", "--connected-hours-per-day", "25").err()).contains("must be from 0 to 24");
    }

    private static String json(JsonValue value) {
        return JsonPrinter.compact(value);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
