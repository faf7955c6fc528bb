package io.blindhop.protocol.signature;

import io.blindhop.protocol.entry.Recipients;
import io.blindhop.protocol.json.JsonMembers;
import io.blindhop.protocol.json.JsonText;

/** Reads the {@code recipients} member of an entry (protocol 1.8.4). */
public final class RecipientsParser {
    private RecipientsParser() {}

    /** @throws io.blindhop.protocol.json.MalformedJsonException unless it is an object whose {@code wraps} is an array */
    public static Recipients parse(String json) {
        return of(JsonMembers.of("recipients", JsonText.parse(json)));
    }

    static Recipients of(JsonMembers recipients) {
        return new Recipients(
                CanonicalJson.render(recipients.object()),
                !recipients.elements("wraps").isEmpty());
    }
}
