package io.blindhop.infra.cost;

/** What is counted once and then multiplied: what clients do, and what maintenance has to do for it. */
public enum Step {
    LOGIN("logins of a device: challenge and token"),
    CAPABILITIES("questions for what the server can do"),
    HEAD("questions whether a database has anything new"),
    BLOOM("Bloom summaries before a push"),
    PUSH_ONE("pushes of one edit"),
    PUSH_BATCH("pushes of 250 entries"),
    SCAN("pages of a scan for what is new"),
    SCAN_PAGE("pages of a scan of 1,000"),
    PULL_ONE("pulls, with one entry"),
    PULL_MORE("further entries of pulls"),
    PULL_BATCH("pulls of 250 entries"),
    ATTACHMENT_PUSH("pushes of 12 chunks of 256 KiB"),
    ATTACHMENT_PULL("pulls of 12 chunks of 256 KiB"),
    MAINTENANCE_RUN("runs of maintenance that find nothing"),
    MAINTENANCE_OF_EDIT("what maintenance does for an edit"),
    NOTIFY("runs of notify after a push, where there is signaling");

    private final String text;

    Step(String text) {
        this.text = text;
    }

    /** In the plural. */
    public String text() {
        return text;
    }
}
