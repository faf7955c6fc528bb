package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HclReaderTest {
    @Test
    void blocksAttributesAndCommentsAreToldApart() {
        HclBlock file = HclReader.read("""
                # about it
                resource "aws_s3_bucket" "this" {
                  bucket = "a-${var.name}" # a comment, not a part of it
                  tags = merge({
                    "one" = "}" // nor this
                  }, local.tags)

                  rule {
                    id = "x"
                  }
                }
                """);

        HclBlock bucket = file.one("resource");
        assertThat(bucket.labels()).containsExactly("aws_s3_bucket", "this");
        assertThat(bucket.expression("bucket")).isEqualTo("\"a-${var.name}\"");
        assertThat(bucket.expression("tags")).startsWith("merge({").endsWith("}, local.tags)");
        assertThat(bucket.expression("tags")).doesNotContain("nor this");
        assertThat(bucket.one("rule").text("id")).isEqualTo("x");
    }

    @Test
    void aStringMayHaveTemplatesWithStringsInThem() {
        HclBlock file = HclReader.read("a = \"${join(\"}\", [\"b\"])} \\\" \"\nc = 1\n");
        assertThat(file.expression("a")).isEqualTo("\"${join(\"}\", [\"b\"])} \\\" \"");
        assertThat(file.expression("c")).isEqualTo("1");
    }

    @Test
    void whatItDoesNotKnowFails() {
        assertThatThrownBy(() -> HclReader.read("a = <<EOT\nb\nEOT\n")).hasMessageContaining("cannot read line");
        assertThatThrownBy(() -> HclReader.read("a {\n  b = 1\n")).hasMessageContaining("cannot read line");
        assertThatThrownBy(() -> HclReader.read("}\n")).hasMessageContaining("cannot read line");
    }
}
