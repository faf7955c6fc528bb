package io.blindhop.protocol.auth;

/** What a text that was sent as a challenge turned out to be. */
public sealed interface ChallengeCheck {
    /** Issued by us, for this realm, and in force. Whether it has been spent is known to {@link Nonces} alone. */
    record Valid(Challenge challenge) implements ChallengeCheck {}

    /** Issued by us, for this realm, more than five minutes ago. */
    record Expired() implements ChallengeCheck {}

    /** Not issued by us, altered, or issued for another realm. */
    record Unknown() implements ChallengeCheck {}
}
