package io.blindhop.infra.bench.plot;

import io.blindhop.infra.bench.plot.Plot.Point;
import io.blindhop.infra.bench.plot.Plot.Series;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * Draws a plot as SVG that can be read on a light and on a dark page. The same plot gives the same bytes, so that a figure
 * changes in the repository only when a number has.
 */
public final class Svg {
    private static final int WIDTH = 720;
    private static final int PLOT_HEIGHT = 300;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int RIGHT = 20;
    private static final int LEGEND_FROM = TOP + PLOT_HEIGHT + 55;
    private static final int LEGEND_LINE = 20;

    /** Okabe and Ito: told apart by everybody, on white and on black. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9");

    private static final List<String> DASHES = List.of("none", "7 3", "2 3", "9 3 2 3");

    private final Plot plot;
    private final Axis x;
    private final Axis y;
    private final Formatter out = new Formatter(Locale.ROOT);

    private Svg(Plot plot) {
        this.plot = plot;
        this.x = Axis.over(
                plot.series().stream().flatMap(line -> line.points().stream()).mapToDouble(Point::x));
        this.y = Axis.over(
                plot.series().stream().flatMap(line -> line.points().stream()).mapToDouble(Point::y));
    }

    public static String of(Plot plot) {
        return new Svg(plot).draw();
    }

    private String draw() {
        int height = LEGEND_FROM + plot.series().size() * LEGEND_LINE;
        out.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"13\">\n",
                WIDTH, height);
        out.format("<title>%s</title>\n", escaped(plot.title()));
        out.format("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, height);
        out.format("<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>\n", LEFT, escaped(plot.title()));
        for (double mark : x.marks()) {
            out.format(GRID, across(mark), TOP, across(mark), TOP + PLOT_HEIGHT);
            out.format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    across(mark), TOP + PLOT_HEIGHT + 18, Axis.text(mark));
        }
        for (double mark : y.marks()) {
            out.format(GRID, (double) LEFT, (int) Math.round(up(mark)), (double) WIDTH - RIGHT, (int)
                    Math.round(up(mark)));
            out.format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8, up(mark) + 4, Axis.text(mark));
        }
        out.format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + WIDTH - RIGHT) / 2, TOP + PLOT_HEIGHT + 38, escaped(plot.xAxis()));
        out.format(
                "<text transform=\"translate(16 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                TOP + PLOT_HEIGHT / 2, escaped(plot.yAxis()));
        for (int i = 0; i < plot.series().size(); i++) {
            series(i, plot.series().get(i));
        }
        out.format("</svg>\n");
        return out.toString();
    }

    private static final String GRID = "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#dddddd\"/>\n";

    private void series(int number, Series series) {
        StringBuilder points = new StringBuilder();
        for (Point point : series.points()) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", across(point.x()), up(point.y())));
            out.format(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n",
                    across(point.x()), up(point.y()), colour(number));
        }
        String pen = String.format(
                Locale.ROOT,
                "fill=\"none\" stroke=\"%s\" stroke-width=\"2\" stroke-dasharray=\"%s\"",
                colour(number),
                DASHES.get(number % DASHES.size()));
        out.format("<polyline points=\"%s\" %s/>\n", points.toString().strip(), pen);
        int legend = LEGEND_FROM + number * LEGEND_LINE;
        out.format("<polyline points=\"%d,%d %d,%d\" %s/>\n", LEFT, legend, LEFT + 36, legend, pen);
        out.format("<text x=\"%d\" y=\"%d\">%s</text>\n", LEFT + 46, legend + 4, escaped(series.label()));
    }

    private double across(double value) {
        return LEFT + x.position(value) * (WIDTH - RIGHT - LEFT);
    }

    private double up(double value) {
        return TOP + (1 - y.position(value)) * PLOT_HEIGHT;
    }

    private static String colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
