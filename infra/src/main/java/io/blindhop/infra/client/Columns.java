package io.blindhop.infra.client;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of texts as lines, each cell as wide as the widest of its column. */
public final class Columns {
    private Columns() {}

    public static void print(PrintWriter out, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .repeat(' ', widths.get(i) + 2 - row.get(i).length());
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
