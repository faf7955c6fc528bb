package io.blindhop.protocol.policy;

/**
 * Something of the administrator's that this server cannot read and that may be about access. Whatever it could deny is
 * denied to everybody but the administrator.
 *
 * @param reason which entry, and what is wrong with it
 */
public record UnreadablePolicy(String docId, String reason) implements PolicyDocument {
    String described() {
        return "policy document " + docId + " cannot be read by this server (" + reason
                + "); the administrator has to write it again";
    }
}
