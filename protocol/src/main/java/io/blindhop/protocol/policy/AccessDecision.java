package io.blindhop.protocol.policy;

/** @param reason for people: which rule or policy decided */
public record AccessDecision(boolean allowed, String reason) {
    static AccessDecision allow(String reason) {
        return new AccessDecision(true, reason);
    }

    static AccessDecision deny(String reason) {
        return new AccessDecision(false, reason);
    }
}
