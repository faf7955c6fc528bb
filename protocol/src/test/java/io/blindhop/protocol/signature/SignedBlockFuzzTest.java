package io.blindhop.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.fuzz.Fuzz;
import io.blindhop.protocol.fuzz.JsonMutations;
import io.blindhop.protocol.json.JsonText;
import io.blindhop.protocol.json.MalformedJsonException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** JSON that is signed as text: odd, damaged, deep. */
class SignedBlockFuzzTest {
    private static final int CASES = 4_000;
    private static final String RECIPIENTS =
            "{\"wraps\":[{\"10\":1e21,\"9\":\"\\u2028\",\"k\":[null,true,-0.0,5e-324]}],\"v\":1}";
    private static final String PROVENANCE = provenance(4);

    private static String provenance(int copies) {
        String inner = copies == 0 ? "" : ",\"provenance\":" + provenance(copies - 1);
        return "{\"sourceTenantId\":\"t\",\"sourceDbId\":\"d\",\"sourceMetadataSignature\":\"AAAA\",\"source\":{"
                + "\"entryType\":\"doc_create\",\"id\":\"d_d_0_1\",\"docId\":\"d\",\"decryptionKeyId\":\"default\","
                + "\"createdAt\":1795341792000,\"dependencyIds\":[\"a\",\"b\"],\"contentHash\":\"00\","
                + "\"createdByPublicKey\":\"pem\",\"attachmentRefs\":[{\"attachmentId\":\"a\",\"lastChunkId\":\"c\","
                + "\"size\":3}],\"recipients\":" + RECIPIENTS + inner + "}}";
    }

    @Test
    void canonicalTextIsCanonicalAndMeansTheSame() {
        Fuzz.Result result = Fuzz.run(
                "SignedBlockFuzzTest, canonical",
                CASES,
                random -> new JsonMutations(random, List.of(PROVENANCE, RECIPIENTS))::nextText,
                json -> {
                    String canonical = CanonicalJson.of(json);
                    assertThat(CanonicalJson.of(canonical)).isEqualTo(canonical);
                    assertThat(canonical.length()).isLessThanOrEqualTo(6 * json.length());
                    assertThat(JsonText.parse(canonical)).isNotNull();
                },
                MalformedJsonException.class);
        assertThat(result.taken()).isPositive();
        assertThat(result.refused()).isPositive();
    }

    @Test
    void aDamagedProvenanceIsReadOrRefused() {
        Fuzz.Result result = Fuzz.run(
                "SignedBlockFuzzTest, provenance",
                CASES,
                random -> new JsonMutations(random, List.of(PROVENANCE))::nextText,
                json -> {
                    Provenance provenance = ProvenanceParser.parse(json);
                    assertThat(provenance.signingBlock().length()).isLessThanOrEqualTo(6 * json.length() + 200);
                },
                MalformedJsonException.class);
        assertThat(result.taken()).isPositive();
        assertThat(result.refused()).isPositive();
    }

    @Test
    void damagedRecipientsAreReadOrRefused() {
        Fuzz.run(
                "SignedBlockFuzzTest, recipients",
                CASES,
                random -> new JsonMutations(random, List.of(RECIPIENTS))::nextText,
                RecipientsParser::parse,
                MalformedJsonException.class);
    }
}
