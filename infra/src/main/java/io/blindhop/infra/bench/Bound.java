package io.blindhop.infra.bench;

/** A figure next to what is wanted of it. */
public record Bound(String what, double counted, double allowed, Side side) {
    /** On which side of the bound the figure is to be. */
    public enum Side {
        AT_MOST("at most"),
        AT_LEAST("at least");

        private final String text;

        Side(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** That a figure is to be so much at most. */
    public Bound(String what, double counted, double allowed) {
        this(what, counted, allowed, Side.AT_MOST);
    }

    /** That a figure is to be so much at least. */
    public static Bound atLeast(String what, double counted, double wanted) {
        return new Bound(what, counted, wanted, Side.AT_LEAST);
    }

    public boolean holds() {
        return side == Side.AT_MOST ? counted <= allowed : counted >= allowed;
    }
}
