package io.blindhop.infra.bench;

/** A counted figure next to what the design allows. */
public record Bound(String what, double counted, double allowed) {
    public boolean holds() {
        return counted <= allowed;
    }
}
