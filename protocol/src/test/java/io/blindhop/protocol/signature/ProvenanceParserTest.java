package io.blindhop.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.entry.Provenance;
import io.blindhop.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceParserTest {
    private static final String FIELDS = "\"entryType\":\"doc_change\",\"id\":\"i\",\"docId\":\"d\","
            + "\"decryptionKeyId\":\"default\",\"createdAt\":1,\"dependencyIds\":[],\"contentHash\":\"h\","
            + "\"createdByPublicKey\":\"P\"";
    private static final Bytes SOURCE = new SigningBytes()
            .tag(1)
            .str("doc_change")
            .str("i")
            .str("d")
            .str("default")
            .i64(1)
            .u32(0)
            .str("h")
            .str("P")
            .build();

    @Test
    void theTextIsKeptWithoutWhiteSpace() {
        String spaced = "{ \"sourceDbId\": \"db\",\n \"sourceTenantId\": \"t\", \"source\": {" + FIELDS + "} }";

        assertThat(ProvenanceParser.parse(spaced).json())
                .isEqualTo("{\"sourceDbId\":\"db\",\"sourceTenantId\":\"t\",\"source\":{" + FIELDS + "}}");
    }

    @Test
    void theBlockHoldsTheSourceAndItsSignature() {
        Provenance signed =
                ProvenanceParser.parse(provenance("{" + FIELDS + "}", ",\"sourceMetadataSignature\":\"QUJD\""));
        Provenance unsigned = ProvenanceParser.parse(provenance("{" + FIELDS + "}", ""));

        assertThat(signed.signingBlock()).isEqualTo(block(SOURCE, Bytes.utf8("ABC")));
        assertThat(unsigned.signingBlock()).isEqualTo(block(SOURCE, Bytes.empty()));
    }

    @Test
    void aCopyOfACopyContainsTheBlockOfTheFirst() {
        String first = provenance("{" + FIELDS + "}", "");
        String second = provenance("{" + FIELDS + ",\"provenance\":" + first + "}", "");
        Bytes inner = new SigningBytes()
                .append(SOURCE)
                .append(ProvenanceParser.parse(first).signingBlock())
                .build();

        assertThat(ProvenanceParser.parse(second).signingBlock()).isEqualTo(block(inner, Bytes.empty()));
    }

    @Test
    void theSourcesOwnBlocksCountAndEmptyOnesDoNot() {
        String blocks = ",\"attachmentRefs\":[{\"attachmentId\":\"a\",\"lastChunkId\":\"c\",\"size\":5}],"
                + "\"recipients\":{\"epoch\":1,\"wraps\":[{}]}";
        String empty = ",\"attachmentRefs\":[],\"recipients\":{\"epoch\":1,\"wraps\":[]},\"provenance\":null";
        Bytes withBlocks = new SigningBytes()
                .append(SOURCE)
                .u32(1)
                .str("a")
                .str("c")
                .i64(5)
                .tag(3)
                .str("{\"epoch\":1,\"wraps\":[{}]}")
                .build();

        assertThat(ProvenanceParser.parse(provenance("{" + FIELDS + blocks + "}", ""))
                        .signingBlock())
                .isEqualTo(block(withBlocks, Bytes.empty()));
        assertThat(ProvenanceParser.parse(provenance("{" + FIELDS + empty + "}", ""))
                        .signingBlock())
                .isEqualTo(block(SOURCE, Bytes.empty()));
    }

    @Test
    void thirtyTwoLevelsAreReadAndThirtyThreeRefused() {
        assertThat(ProvenanceParser.parse(nested(32)).signingBlock().length()).isPositive();
        for (int levels : new int[] {33, 60}) {
            assertThatThrownBy(() -> ProvenanceParser.parse(nested(levels)))
                    .isInstanceOf(MalformedJsonException.class)
                    .hasMessage("provenance is nested more than 32 levels deep, the limit of this server");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"id\":\"i\",', '', provenance.source.id is missing",
        "'\"createdAt\":1', '\"createdAt\":1.5', provenance.source.createdAt must be an integer",
        "'\"createdAt\":1', '\"createdAt\":\"1\"', provenance.source.createdAt must be an integer",
        "'\"createdAt\":1', '\"createdAt\":9007199254740992', provenance.source.createdAt must be an integer",
        "'\"dependencyIds\":[]', '\"dependencyIds\":{}', provenance.source.dependencyIds must be an array",
        "'\"dependencyIds\":[]', '\"dependencyIds\":[1]', provenance.source.dependencyIds[] must be a string"
    })
    void whatIsMissingOrOfAnotherTypeIsNamed(String part, String replacement, String message) {
        String broken = provenance("{" + FIELDS.replace(part, replacement) + "}", "");

        assertThatThrownBy(() -> ProvenanceParser.parse(broken))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(message);
    }

    @Test
    void aSignatureThatIsNotBase64IsRefused() {
        assertThatThrownBy(() ->
                        ProvenanceParser.parse(provenance("{" + FIELDS + "}", ",\"sourceMetadataSignature\":\"!!\"")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("provenance.sourceMetadataSignature must be base64");
    }

    private static String nested(int levels) {
        String provenance = provenance("{" + FIELDS + "}", "");
        for (int i = 1; i < levels; i++) {
            provenance = provenance("{" + FIELDS + ",\"provenance\":" + provenance + "}", "");
        }
        return provenance;
    }

    private static String provenance(String source, String signature) {
        return "{\"sourceTenantId\":\"t\",\"sourceDbId\":\"db\",\"source\":" + source + signature + "}";
    }

    private static Bytes block(Bytes source, Bytes signature) {
        return new SigningBytes()
                .tag(2)
                .str("t")
                .str("db")
                .lengthPrefixed(source)
                .lengthPrefixed(signature)
                .build();
    }
}
