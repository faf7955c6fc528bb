package io.blindhop.protocol.wire;

import io.blindhop.protocol.entry.ArrivedEntry;
import java.util.Optional;

/** What became of one pushed entry when it was read. A broken one is rejected by itself; the others go on. */
public sealed interface EntryParse {
    record Parsed(ArrivedEntry entry) implements EntryParse {}

    /**
     * @param id as far as one could be read
     * @param reason names the members that are wrong, for the client
     */
    record Broken(Optional<String> id, String reason) implements EntryParse {}
}
