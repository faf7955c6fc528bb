package io.blindhop.functions.replica;

import io.blindhop.protocol.store.TimeLeft;
import java.time.Duration;

/** How much one run does. What is left is left to the next one. */
final class Bound {
    /** A page is read, carried over and stored within this, or the run ends with an error and loses the page's progress. */
    private static final Duration FOR_A_PAGE = Duration.ofSeconds(3);

    private final TimeLeft timeLeft;
    private int pages;

    /** @param pages of entries in one direction of one store */
    Bound(int pages, TimeLeft timeLeft) {
        this.pages = pages;
        this.timeLeft = timeLeft;
    }

    /** Whether another page may be begun, which then is. */
    boolean begin() {
        return pages-- > 0 && timeLeft.left().compareTo(FOR_A_PAGE) > 0;
    }
}
