package io.blindhop.infra.lambda;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The copies of a function, and who gets the next invocation. */
final class CopyPool {
    private final LambdaOptions options;
    private final RuntimeLoops loops;
    private final InstantSource clock;
    private final BiPredicate<String, Integer> killsAtFlush;
    private final Monitor monitor = new Monitor();
    private final List<Copy> copies = new ArrayList<>();
    private long turn;
    private boolean closed;

    CopyPool(
            LambdaOptions options, RuntimeLoops loops, InstantSource clock, BiPredicate<String, Integer> killsAtFlush) {
        this.options = options;
        this.loops = loops;
        this.clock = clock;
        this.killsAtFlush = killsAtFlush;
    }

    /**
     * Hands an invocation to a copy, after waiting for one that has just answered.
     *
     * @throws ThrottledException if all copies are busy and there may be no more
     */
    void assign(Invocation invocation) throws IOException {
        monitor.<Copy, IOException>retry(() -> tryAssign(invocation));
    }

    List<CopyReport> reports() {
        return monitor.in(() -> copies.stream().map(Copy::report).toList());
    }

    void killIdle() {
        end(copy -> copy.state() == CopyState.IDLE);
    }

    boolean terminateFree(Duration within) {
        List<Copy> ending = monitor.in(() -> {
            List<Copy> found = free().toList();
            found.forEach(Copy::terminate);
            return found;
        });
        return ending.stream().map(copy -> copy.terminated(within)).reduce(true, Boolean::logicalAnd);
    }

    void close() {
        monitor.run(() -> closed = true);
        end(copy -> true);
    }

    private void end(Predicate<Copy> which) {
        List<Copy> ending = monitor.in(() -> {
            List<Copy> found = copies.stream().filter(which).toList();
            found.forEach(copy -> copy.end("killed"));
            return found;
        });
        ending.forEach(Copy::awaitEnd);
    }

    private Optional<Copy> tryAssign(Invocation invocation) throws IOException {
        if (closed) {
            throw new IOException("The function " + options.handler() + " is closed");
        }
        long alive =
                copies.stream().filter(copy -> copy.state() != CopyState.DEAD).count();
        boolean mayStart = alive < options.copies();
        Comparator<Copy> byTurn = Comparator.comparingLong(Copy::turn);
        Optional<Copy> free = switch (options.choice()) {
            case MOST_RECENT -> free().max(byTurn);
            case ALTERNATE -> mayStart ? Optional.empty() : free().min(byTurn);
        };
        if (free.isEmpty()) {
            if (!mayStart) {
                throw new ThrottledException(options.copies());
            }
            return Optional.of(start(invocation));
        }
        if (free.get().state() != CopyState.IDLE) {
            return Optional.empty();
        }
        free.get().assign(invocation, ++turn);
        return free;
    }

    private Stream<Copy> free() {
        return copies.stream().filter(copy -> copy.state().canTakeMore());
    }

    private Copy start(Invocation invocation) throws IOException {
        Copy copy = new Copy(copies.size() + 1, options, loops, clock, monitor, killsAtFlush, invocation);
        copy.started(++turn);
        copies.add(copy);
        return copy;
    }
}
