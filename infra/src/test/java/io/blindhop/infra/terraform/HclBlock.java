package io.blindhop.infra.terraform;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A block of a Terraform file: {@code resource "type" "name" { … }}. The body of a file is one too, without type and labels.
 *
 * @param attributes by name, each with its expression as it is written, without comments
 */
record HclBlock(String type, List<String> labels, Map<String, String> attributes, List<HclBlock> blocks) {
    HclBlock {
        labels = List.copyOf(labels);
        attributes = Map.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    Stream<HclBlock> all(String wanted) {
        return blocks.stream().filter(block -> block.type().equals(wanted));
    }

    /** The only block of a type. */
    HclBlock one(String wanted) {
        List<HclBlock> found = all(wanted).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    labels + " must have exactly one block \"" + wanted + "\", it has " + found.size());
        }
        return found.getFirst();
    }

    /** The expression of an attribute that must be there. */
    String expression(String name) {
        String expression = attributes.get(name);
        if (expression == null) {
            throw new AssertionError(type + " " + labels + " has no attribute " + name);
        }
        return expression;
    }

    /** The text of an attribute that is written as a plain string. */
    String text(String name) {
        String expression = expression(name);
        if (!expression.matches("\"[^\"$]*\"")) {
            throw new AssertionError(name + " of " + labels + " is no plain text: " + expression);
        }
        return expression.substring(1, expression.length() - 1);
    }

    boolean isResource(String kind) {
        return type.equals("resource") && labels.getFirst().equals(kind);
    }
}
