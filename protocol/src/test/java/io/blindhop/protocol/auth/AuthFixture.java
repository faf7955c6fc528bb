package io.blindhop.protocol.auth;

import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/** Fixed secrets, and a clock that stands still until it is moved. */
final class AuthFixture implements InstantSource {
    static final TenantId ACME = new TenantId("acme1");
    static final Realm.OfTenant TENANT = new Realm.OfTenant(ACME, "life-1");
    static final String KEY = "-----BEGIN PUBLIC KEY-----\n"
            + "MCowBQYDK2VwAyEALNOyjbpe2BsUyO3gAdb7Zb+XsiDW7eVGYi1jWou9ujw=\n-----END PUBLIC KEY-----";
    static final MasterSecrets SECRETS = secrets(1);

    private Instant now = Instant.ofEpochSecond(1_795_341_792);

    static MasterSecrets secrets(int... newestFirst) {
        return new MasterSecrets(Arrays.stream(newestFirst)
                .mapToObj(fill -> {
                    byte[] secret = new byte[32];
                    Arrays.fill(secret, (byte) fill);
                    return MasterSecret.of(Bytes.wrap(secret));
                })
                .toList());
    }

    /** Every realm that is not {@link #TENANT}, the nearest ones first. */
    static List<Realm> otherRealms() {
        return List.of(
                new Realm.OfTenant(ACME, "life-2"),
                new Realm.OfTenant(new TenantId("acme"), "1life-1"),
                new Realm.OfTenant(new TenantId("acme2"), "life-1"),
                new Realm.OfSystem(),
                new Realm.OfDevices(),
                new Realm.OfSignaling());
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
