package io.blindhop.store.dynamo.log;

import io.blindhop.protocol.Bytes;
import io.blindhop.store.dynamo.table.Condition;
import io.blindhop.store.dynamo.table.ConditionFailedException;
import io.blindhop.store.dynamo.table.Consistency;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import io.blindhop.store.dynamo.table.Query;
import io.blindhop.store.dynamo.table.Table;
import io.blindhop.store.dynamo.table.Value;
import io.blindhop.store.s3.blob.BlobStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One process as a test sees it: every call to the two services passes through here, is counted, and can be the moment
 * at which the process dies or at which others get their turn.
 */
public final class Trap {
    /** The process is gone: nothing that it would still do happens. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1;

        Death(String where) {
            super(where, null, false, false);
        }
    }

    /** Runs around every call; {@code number} counts from 0. */
    public interface Moment {
        default void before(int number) {}

        default void after(int number) {}
    }

    private final Moment moment;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean dead;

    public Trap(Moment moment) {
        this.moment = moment;
    }

    /** A process that nothing happens to. */
    public static Trap counting() {
        return new Trap(new Moment() {});
    }

    /** A process that dies before, or right after, the call of this number took effect. */
    public static Trap deadly(int number, boolean afterwards) {
        Trap[] self = new Trap[1];
        self[0] = new Trap(new Moment() {
            @Override
            public void before(int n) {
                if (!afterwards && n == number) {
                    self[0].die(n);
                }
            }

            @Override
            public void after(int n) {
                if (afterwards && n == number) {
                    self[0].die(n);
                }
            }
        });
        return self[0];
    }

    /** A process that stands still right after the calls of these numbers while {@code others} run. */
    public static Trap frozen(Map<Integer, Runnable> others) {
        return new Trap(new Moment() {
            @Override
            public void after(int n) {
                Runnable turn = others.get(n);
                if (turn != null) {
                    turn.run();
                }
            }
        });
    }

    /** A process that stands still right before the call of this number, with everything decided, while others run. */
    public static Trap frozenBefore(int number, Runnable others) {
        return new Trap(new Moment() {
            @Override
            public void before(int n) {
                if (n == number) {
                    others.run();
                }
            }
        });
    }

    public int calls() {
        return calls.get();
    }

    private void die(int number) {
        dead = true;
        throw new Death("died at call " + number);
    }

    private interface Call<R, X extends Exception> {
        R run() throws X;
    }

    private <R, X extends Exception> R pass(Call<R, X> call) throws X {
        if (dead) {
            throw new Death("already dead");
        }
        int number = calls.getAndIncrement();
        moment.before(number);
        try {
            return call.run();
        } finally {
            // Also when a condition failed: the call took place, and what comes after it is a moment like any other.
            moment.after(number);
        }
    }

    public Table over(Table table) {
        return new Table() {
            @Override
            public Optional<Item> get(Key key, Consistency consistency) {
                return pass(() -> table.get(key, consistency));
            }

            @Override
            public Map<Key, Item> getAll(Collection<Key> keys, Consistency consistency) {
                return keys.isEmpty() ? Map.of() : pass(() -> table.getAll(keys, consistency));
            }

            @Override
            public List<Item> query(Query query) {
                return pass(() -> table.query(query));
            }

            @Override
            public void put(Item item, Condition condition) throws ConditionFailedException {
                Trap.this.<Void, ConditionFailedException>pass(() -> {
                    table.put(item, condition);
                    return null;
                });
            }

            // A batch is not atomic: a process can die between any two of its items.
            @Override
            public void putAll(Collection<Item> items) {
                for (Item item : items) {
                    Trap.this.<Void, RuntimeException>pass(() -> {
                        table.putAll(List.of(item));
                        return null;
                    });
                }
            }

            @Override
            public void update(Key key, Map<String, Value> set, Condition condition) throws ConditionFailedException {
                Trap.this.<Void, ConditionFailedException>pass(() -> {
                    table.update(key, set, condition);
                    return null;
                });
            }

            @Override
            public void delete(Key key, Condition condition) throws ConditionFailedException {
                Trap.this.<Void, ConditionFailedException>pass(() -> {
                    table.delete(key, condition);
                    return null;
                });
            }

            @Override
            public void deleteAll(Collection<Key> keys) {
                for (Key key : new ArrayList<>(keys)) {
                    Trap.this.<Void, RuntimeException>pass(() -> {
                        table.deleteAll(List.of(key));
                        return null;
                    });
                }
            }
        };
    }

    public BlobStore over(BlobStore blobs) {
        return new BlobStore() {
            @Override
            public void put(String name, List<Bytes> parts) {
                Trap.this.<Void, RuntimeException>pass(() -> {
                    blobs.put(name, parts);
                    return null;
                });
            }

            @Override
            public Optional<Bytes> get(String name, long offset, int length) {
                return pass(() -> blobs.get(name, offset, length));
            }

            @Override
            public List<Blob> list(String prefix, String after) {
                return pass(() -> blobs.list(prefix, after));
            }

            @Override
            public void delete(Collection<String> names) {
                Trap.this.<Void, RuntimeException>pass(() -> {
                    blobs.delete(names);
                    return null;
                });
            }
        };
    }
}
