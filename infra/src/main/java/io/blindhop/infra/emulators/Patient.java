package io.blindhop.infra.emulators;

import io.blindhop.protocol.store.TimeLeft;
import io.blindhop.store.s3.calls.Backoff;
import java.security.SecureRandom;

/** For clients of an emulator, which nobody kills. */
public final class Patient {
    public static final Backoff BACKOFF = Backoff.standard(TimeLeft.UNLIMITED, new SecureRandom(), Thread::sleep);

    private Patient() {}
}
