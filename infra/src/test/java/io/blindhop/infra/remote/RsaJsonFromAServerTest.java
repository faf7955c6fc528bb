package io.blindhop.infra.remote;

import java.util.Set;

class RsaJsonFromAServerTest extends RemoteStoreContract {
    @Override
    Set<String> unknownAbilities() {
        return Set.of("supportsBinaryEntries", "supportsSessionKeyWrap");
    }
}
