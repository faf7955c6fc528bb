package io.blindhop.functions.system;

import io.blindhop.functions.config.BackupName;
import io.blindhop.functions.config.SystemConfig;
import io.blindhop.functions.http.HttpError;
import io.blindhop.functions.http.HttpRequest;
import io.blindhop.functions.http.HttpResponse;
import io.blindhop.functions.http.Json;
import io.blindhop.functions.http.Router;
import io.blindhop.protocol.Bytes;
import io.blindhop.protocol.auth.CapabilityRules;
import io.blindhop.protocol.auth.InvalidCapabilitiesException;
import io.blindhop.protocol.auth.SystemPrincipal;
import io.blindhop.protocol.signature.CanonicalJson;
import io.blindhop.protocol.wire.Feed;
import io.blindhop.protocol.wire.OperatorRequests;
import io.blindhop.protocol.wire.OperatorResponses;
import io.blindhop.protocol.wire.OperatorResponses.ConfigBackup;
import java.util.List;

/** Reads and replaces the configuration that all operator routes obey, this one included. */
final class ConfigRoutes {
    private static final String PATH = "/system/config";

    private final SystemConfig config;

    ConfigRoutes(SystemConfig config) {
        this.config = config;
    }

    void addTo(Router.Builder routes, SystemGate gate) {
        routes.get(PATH, gate.allowed((request, principal) -> HttpResponse.json(200, Bytes.utf8(config.json()))));
        routes.put(PATH, gate.allowed(this::replace));
        routes.get(PATH + "/backups", gate.allowed((request, principal) -> backups()));
        routes.get(PATH + "/backups/:file", gate.allowed((request, principal) -> backup(request)));
    }

    private HttpResponse replace(HttpRequest request, SystemPrincipal principal) {
        String json = OperatorRequests.config(request.body());
        CapabilityRules rules;
        try {
            rules = CapabilityRules.parse(json);
        } catch (InvalidCapabilitiesException e) {
            throw HttpError.badRequest(e.getMessage());
        }
        if (!rules.allow(principal, "PUT", PATH)) {
            throw HttpError.badRequest("This change would remove your own access to PUT " + PATH);
        }
        BackupName backup = config.replace(CanonicalJson.of(json));
        return Json.whole(200, out -> OperatorResponses.configReplaced(out, backup.file()));
    }

    private HttpResponse backups() {
        List<ConfigBackup> backups = config.backups().stream()
                .map(name -> new ConfigBackup(name.file(), name.createdAt()))
                .toList();
        return Json.whole(200, out -> OperatorResponses.configBackups(out, Feed.of(backups)));
    }

    private HttpResponse backup(HttpRequest request) {
        BackupName name = BackupName.of(request.parameter("file"))
                .orElseThrow(() -> HttpError.badRequest("Invalid config backup filename"));
        String json = config.backup(name).orElseThrow(() -> new HttpError(404, "Config backup not found"));
        return Json.whole(200, out -> OperatorResponses.configBackup(out, name.file(), json));
    }
}
