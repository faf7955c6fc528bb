package io.blindhop.infra.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillOfMaterialsTest {
    @TempDir
    private Path temp;

    @Test
    void theRuntimeComesBeforeTheLibrariesAndNothingElseChanges() throws IOException {
        Path libraries = Files.writeString(
                temp.resolve("bom.json"),
                "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"name\":\"sdk\"}],\"version\":1}");
        JsonMembers bom = JsonMembers.of("bom", JsonText.parse(BillOfMaterials.with(libraries, "OpenJDK", "25.0.3+9")));
        assertThat(bom.elements("components"))
                .extracting(component -> JsonMembers.of("component", component).string("name"))
                .containsExactly("OpenJDK", "sdk");
        assertThat(bom.string("bomFormat")).isEqualTo("CycloneDX");
        assertThat(bom.integer("version")).isEqualTo(1);
    }

    @Test
    void anotherDocumentIsRefused() throws IOException {
        Path other = Files.writeString(temp.resolve("other.json"), "[1]");
        assertThatThrownBy(() -> BillOfMaterials.with(other, "OpenJDK", "25"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("other.json is no CycloneDX document");
    }
}
