package io.blindhop.protocol.entry;

/** Placeholder: written with the signatures. */
final class EntryVerifier {
    private EntryVerifier() {}
}
