package io.blindhop.protocol.policy;

import java.util.Arrays;
import java.util.Optional;

/** What a rule can govern (protocol 4.5): the entry types of documents, and reading, which opens a database at all. */
public enum Operation {
    CREATE("doc_create", "denyDocCreate"),
    CHANGE("doc_change", "denyDocChange"),
    DELETE("doc_delete", "denyDocDelete"),
    UNDELETE("doc_undelete", "denyDocUndelete"),
    SNAPSHOT("doc_snapshot", "denyDocSnapshot"),
    READ("doc_read", "denyDocRead");

    private final String type;
    private final String flag;

    Operation(String type, String flag) {
        this.type = type;
        this.flag = flag;
    }

    /** The type of its rules, and of the entries that it governs. */
    public String type() {
        return type;
    }

    /** The member of a policy that denies it. */
    String flag() {
        return flag;
    }

    /** What holds where a policy is in force that does not say. */
    boolean isDeniedUnlessStated() {
        return this == SNAPSHOT;
    }

    /** Empty for types that no policy governs, such as attachment chunks. */
    public static Optional<Operation> ofType(String type) {
        return Arrays.stream(values())
                .filter(operation -> operation.type.equals(type))
                .findFirst();
    }
}
