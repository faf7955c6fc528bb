package io.blindhop.infra.remote;

import io.blindhop.functions.fixture.Person;
import io.blindhop.protocol.crypto.Identity;
import java.util.Set;

/** Everything that there is, logged in as a server that the other one trusts. */
class FramesFromAServerTest extends RemoteStoreContract {
    @Override
    Set<String> unknownAbilities() {
        return Set.of();
    }

    @Override
    Identity identity(Upstream to) {
        Identity server = new Identity(
                "hop",
                Person.CAROL.identity().signing(),
                Person.CAROL.identity().encryption());
        to.trust(server);
        return server;
    }
}
