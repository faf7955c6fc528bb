package io.blindhop.infra.gateway;

import io.vertx.core.Vertx;
import java.util.random.RandomGenerator;

/** The way of messages from or to one connection. Used on its event loop only. */
sealed interface Delivery {
    /** A message comes through, now or later. */
    void pass(Runnable message);

    /** The last thing that comes through: nothing that was sent before comes after it. */
    void last(Runnable end);

    record AtOnce() implements Delivery {
        @Override
        public void pass(Runnable message) {
            message.run();
        }

        @Override
        public void last(Runnable end) {
            end.run();
        }
    }

    /** Each message takes a time of its own. */
    record Shuffled(Vertx vertx, RandomGenerator random) implements Delivery {
        private static final int MOST_MILLIS = 20;

        @Override
        public void pass(Runnable message) {
            vertx.setTimer(random.nextLong(1, MOST_MILLIS), timer -> message.run());
        }

        @Override
        public void last(Runnable end) {
            vertx.setTimer(MOST_MILLIS, timer -> end.run());
        }
    }
}
