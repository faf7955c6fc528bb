package io.blindhop.functions.observe;

import io.blindhop.functions.cost.Usage;
import io.blindhop.functions.cost.UsageMeter;
import io.blindhop.protocol.TenantId;
import io.blindhop.store.s3.Work;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What one request, or one run of maintenance, has asked of the services and has moved. Any thread may add to it. */
public final class Figures extends Work {
    private final UsageMeter meter = new UsageMeter();
    private final AtomicLong contentionRetries = new AtomicLong();
    private final AtomicLong entriesIn = new AtomicLong();
    private final AtomicLong entriesRejected = new AtomicLong();
    private final AtomicLong entriesOut = new AtomicLong();
    private volatile Optional<TenantId> tenant = Optional.empty();
    private volatile boolean callerKnown;
    private volatile Optional<ErrorKind> error = Optional.empty();
    private volatile Optional<String> incident = Optional.empty();

    /** Those of the request that the calling thread works for; some that nobody reads if there is none. */
    public static Figures ofWork() {
        return Work.current(Figures.class).orElseGet(Figures::new);
    }

    /** Is told of every call that is made for this work. */
    UsageMeter meter() {
        return meter;
    }

    @Override
    public void raceLost() {
        contentionRetries.incrementAndGet();
    }

    /** Entries of a push that were acknowledged, and those that were not. */
    public void pushed(int acknowledged, int rejected) {
        entriesIn.addAndGet(acknowledged);
        entriesRejected.addAndGet(rejected);
    }

    /** One entry was sent with its payload. */
    public void entryOut() {
        entriesOut.incrementAndGet();
    }

    /** @param id of a tenant that exists, or that an operator asks for */
    public void tenant(TenantId id) {
        tenant = Optional.of(id);
    }

    /** The caller has proved who he is. */
    public void callerKnown() {
        callerKnown = true;
    }

    /** Says more about a failure than its status does. What was said first counts. */
    public void failed(ErrorKind kind) {
        if (error.isEmpty()) {
            error = Optional.of(kind);
        }
    }

    /** @param id under which a failure was logged */
    public void incident(String id) {
        incident = Optional.of(id);
    }

    /** What the services were asked for until now. */
    public Usage usage() {
        return meter.reading();
    }

    public long contentionRetries() {
        return contentionRetries.get();
    }

    public long entriesIn() {
        return entriesIn.get();
    }

    public long entriesRejected() {
        return entriesRejected.get();
    }

    public long entriesOut() {
        return entriesOut.get();
    }

    public Optional<TenantId> tenant() {
        return tenant;
    }

    public boolean isCallerKnown() {
        return callerKnown;
    }

    public Optional<ErrorKind> error() {
        return error;
    }

    public Optional<String> incident() {
        return incident;
    }
}
