package io.blindhop.store.dynamo.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What one process keeps stays within its budget. */
class ProcessCacheTest {
    private final ProcessCache cache = new ProcessCache(100);

    @Test
    void whatWasUsedLongestAgoGoesFirst() {
        cache.keep("a", "1", 40);
        cache.keep("b", "2", 40);
        assertThat(cache.find("a", String.class)).contains("1");
        cache.keep("c", "3", 40);
        assertThat(cache.find("b", String.class)).isEmpty();
        assertThat(cache.find("a", String.class)).contains("1");
        assertThat(cache.find("c", String.class)).contains("3");
        assertThat(cache.bytes()).isEqualTo(80);
    }

    @Test
    void aValueTakesThePlaceOfAnotherOfTheSameNameAndOfItsBytes() {
        cache.keep("a", "1", 40);
        cache.keep("a", "2", 10);
        assertThat(cache.find("a", String.class)).contains("2");
        assertThat(cache.bytes()).isEqualTo(10);
        cache.forget("a");
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void whatWouldTakeMoreThanHalfOfItIsNotKept() {
        cache.keep("a", "1", 40);
        cache.keep("b", "2", 51);
        assertThat(cache.find("b", String.class)).isEmpty();
        assertThat(cache.find("a", String.class)).contains("1");
    }
}
