package io.blindhop.functions.sync;

import io.blindhop.functions.http.Headers;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.node.NodeServices;
import io.blindhop.protocol.DatabaseId;
import io.blindhop.protocol.store.StoreKind;

/**
 * What waits after the table was restored to an older copy. The directory may have lost a revocation, so nobody writes to
 * another database of a tenant before the administrator, who has the whole directory, has pushed it again.
 *
 * <p>Reading goes on: whoever was revoked since could read everything that the copy holds before, and nothing is added to it
 * while writes wait.
 */
final class AfterRestore {
    private static final String RETRY_SECONDS = "60";

    private final NodeServices services;

    AfterRestore(NodeServices services) {
        this.services = services;
    }

    /** @throws HttpError 503, which clients try again; a 403 would tell them that their user is revoked */
    void requireWritable(Target target) {
        if (!target.caller().scope().directoryIsWhole() && !target.dbId().equals(DatabaseId.DIRECTORY)) {
            throw new HttpError(
                    503,
                    "The server was restored from a backup: database \"" + target.dbId()
                            + "\" takes entries again when the administrator has pushed the database \"directory\"",
                    Headers.of("Retry-After", RETRY_SECONDS));
        }
    }

    /** Entries were pushed and all of them acknowledged. If they are the directory from its administrator, the wait is over. */
    void pushed(Target target) {
        var scope = target.caller().scope();
        boolean isDirectory = target.dbId().equals(DatabaseId.DIRECTORY) && target.kind() == StoreKind.DOCS;
        if (!scope.directoryIsWhole()
                && isDirectory
                && scope.isAdminKey(target.caller().deviceKey())) {
            services.tenants()
                    .confirmDirectory(scope.tenant(), services.storage().generation());
        }
    }
}
