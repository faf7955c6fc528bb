package io.blindhop.infra.lambda;

import java.io.IOException;

/** As many invocations are under way as there may be copies; the service answers 429. */
public final class ThrottledException extends IOException {
    ThrottledException(int copies) {
        super("All " + copies + " copies are busy; wait, or allow more");
    }
}
