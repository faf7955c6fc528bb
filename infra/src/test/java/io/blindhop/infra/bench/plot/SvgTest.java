package io.blindhop.infra.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.blindhop.infra.bench.plot.Plot.Point;
import io.blindhop.infra.bench.plot.Plot.Series;
import java.io.StringReader;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

final class SvgTest {
    private static Plot plot(Series... series) {
        return new Plot("a < b & c", "x", "y", List.of(series));
    }

    private static Document drawn(Plot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Svg.of(plot))));
    }

    @Test
    void everySeriesIsALineWithAKey() throws Exception {
        Series one = new Series("one", List.of(new Point(1, 1), new Point(10, 2)));
        Series two = new Series("two", List.of(new Point(1, 3), new Point(10, 4)));

        Document svg = drawn(plot(one, two));

        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(4);
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(4);
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & c");
    }

    @Test
    void tenTimesAsMuchIsAsFarEverywhere() {
        Axis axis = Axis.over(DoubleStream.of(1, 1000));

        assertThat(axis.position(1)).isZero();
        assertThat(axis.position(10)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(axis.position(1000)).isEqualTo(1);
    }

    @Test
    void anAxisBeginsAndEndsAtAMark() {
        assertThat(Axis.over(DoubleStream.of(3, 70)).marks()).containsExactly(2.0, 5.0, 10.0, 20.0, 50.0, 100.0);
        assertThat(Axis.over(DoubleStream.of(2, 2)).marks()).containsExactly(2.0, 5.0);
    }

    @Test
    void marksAreShort() {
        assertThat(List.of(Axis.text(0.2), Axis.text(5), Axis.text(2_000), Axis.text(50_000), Axis.text(2_000_000)))
                .containsExactly("0.2", "5", "2000", "50k", "2M");
    }

    @Test
    void whatHasNoLogarithmIsRefused() {
        assertThatThrownBy(() -> plot(new Series("none", List.of(new Point(1, 0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above zero");
        assertThatThrownBy(() -> plot(new Series("none", List.of()))).isInstanceOf(IllegalArgumentException.class);
    }
}
