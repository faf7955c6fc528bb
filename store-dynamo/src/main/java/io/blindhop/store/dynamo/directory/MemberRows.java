package io.blindhop.store.dynamo.directory;

import io.blindhop.protocol.policy.Group;
import io.blindhop.store.dynamo.table.Item;
import io.blindhop.store.dynamo.table.Key;
import java.util.List;

/**
 * A row for each (member hash, group document): whose groups are asked for is found at a cost that does not grow with the
 * group.
 *
 * <p>A row counts if its order is at least that of the document's {@linkplain PolicyRows row}, which is written after it:
 * every projection writes all members anew, so a member that was removed is left behind with a lesser order.
 */
final class MemberRows {
    private final String incarnation;

    MemberRows(String incarnation) {
        this.incarnation = incarnation;
    }

    /** Hashed once more, because a document may state any text as a member. */
    String partition(String member) {
        return "G#" + incarnation + "#" + DeviceRows.digest(member);
    }

    List<Item> rows(Group group, long order) {
        return group.members().stream()
                .map(member -> Item.of(new Key(partition(member), DeviceRows.FIRST + group.docId()))
                        .whole(DeviceRows.ORDER, order)
                        .build())
                .toList();
    }
}
