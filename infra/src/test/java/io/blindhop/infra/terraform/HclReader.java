package io.blindhop.infra.terraform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads as much of HCL as our files have: blocks and attributes, strings with templates, comments. Expressions stay text. What
 * it does not know (a heredoc, a brace that is never closed) fails.
 */
final class HclReader {
    private final String text;
    private int at;

    private HclReader(String text) {
        this.text = text;
    }

    static HclBlock read(String text) {
        HclReader reader = new HclReader(text);
        HclBlock body = reader.body("", List.of());
        if (reader.at < text.length()) {
            throw reader.unexpected();
        }
        return body;
    }

    private HclBlock body(String type, List<String> labels) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<HclBlock> blocks = new ArrayList<>();
        skipSpace();
        while (at < text.length() && text.charAt(at) != '}') {
            String name = word();
            skipBlanks();
            if (text.charAt(at) == '=') {
                at++;
                attributes.put(name, expression());
            } else {
                blocks.add(block(name));
            }
            skipSpace();
        }
        return new HclBlock(type, labels, attributes, blocks);
    }

    private HclBlock block(String type) {
        List<String> labels = new ArrayList<>();
        while (text.charAt(at) == '"') {
            int start = at;
            skipString();
            labels.add(text.substring(start + 1, at - 1));
            skipBlanks();
        }
        expect('{');
        HclBlock block = body(type, labels);
        expect('}');
        return block;
    }

    /** To the end of the line on which all brackets are closed. */
    private String expression() {
        StringBuilder expression = new StringBuilder();
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (depth == 0 && (c == '\n' || c == '}')) {
                break;
            }
            if (c == '#' || text.startsWith("//", at)) {
                skipLine();
            } else if (c == '"') {
                int start = at;
                skipString();
                expression.append(text, start, at);
            } else {
                if (text.startsWith("<<", at)) {
                    throw unexpected();
                }
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                expression.append(c);
                at++;
            }
        }
        return expression.toString().strip();
    }

    /** Over a string, and over the templates in it, which have strings of their own. */
    private void skipString() {
        expect('"');
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at += 2;
            } else if (text.startsWith("${", at) && !text.startsWith("$${", at - 1)) {
                skipTemplate();
            } else {
                at++;
            }
        }
        at++;
    }

    private void skipTemplate() {
        at += 2;
        while (text.charAt(at) != '}') {
            if (text.charAt(at) == '"') {
                skipString();
            } else {
                at++;
            }
        }
        at++;
    }

    private String word() {
        int start = at;
        while (Character.isLetterOrDigit(text.charAt(at)) || "_-".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return text.substring(start, at);
    }

    private void skipSpace() {
        while (at < text.length()) {
            if (text.charAt(at) == '#' || text.startsWith("//", at)) {
                skipLine();
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipBlanks() {
        while (text.charAt(at) == ' ') {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
    }

    private void expect(char wanted) {
        if (at >= text.length() || text.charAt(at) != wanted) {
            throw unexpected();
        }
        at++;
    }

    private AssertionError unexpected() {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new AssertionError("cannot read line " + line + " from: "
                + text.substring(Math.min(at, text.length()), Math.min(at + 40, text.length())));
    }
}
