package io.blindhop.infra.bench;

import io.blindhop.infra.bench.Http.Call;
import io.blindhop.protocol.crypto.SigningKey;
import io.blindhop.protocol.entry.ArrivedEntry;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One of everything that clients ask of a server, with real keys: registration, logins, pushes and pulls in every format, the
 * directory, look-ups and plans. For a server that has to be warm.
 */
public final class ClientTour {
    /** Who must be granted {@code /system/*}. */
    public static final String ADMINISTRATOR = BenchServer.ADMINISTRATOR;

    private static final String DATABASE = "main";
    private static final int ENTRIES = 60;
    private static final int PAGE = 40;

    private final URI server;
    private final SigningKey administrator;
    private final SecureRandom random;

    /** @param server one that has no tenants yet */
    public ClientTour(URI server, SigningKey administrator, SecureRandom random) {
        this.server = server;
        this.administrator = administrator;
        this.random = random;
    }

    /** @throws BenchFailedException if the server refuses something, loses an entry or changes one */
    public void run() {
        try (Http http = new Http(server)) {
            http.get(new Call("/.well-known/mindoodb-server-info", "", new Latencies()));
            BenchTenant tenant = BenchTenant.register(http, administrator, random);
            List<ArrivedEntry> entries =
                    new Workload(tenant.author(), new SplittableRandom(random.nextLong())).entries(ENTRIES);
            push(tenant.asWriter(DATABASE), entries);
            RemoteStore reader = tenant.asReader(DATABASE);
            pull(reader);
            pull(tenant.asReader("directory"));
            lookUp(reader, entries);
            plan(reader, entries);
            String token = new Login(http).asSystemAdministrator(ADMINISTRATOR, administrator);
            http.get(new Call("/system/tenants", token, new Latencies()));
        }
    }

    private static void push(RemoteStore store, List<ArrivedEntry> entries) {
        store.head();
        store.bloom();
        store.pushAsJson(entries.subList(0, PAGE / 2));
        store.push(entries);
        store.push(entries);
        store.present(entries.stream().map(ArrivedEntry::id).toList());
    }

    private static void pull(RemoteStore store) {
        store.head();
        store.bloom();
        RemoteStore.Page first = store.scan(Optional.empty(), PAGE);
        store.scan(first.next(), PAGE);
        store.pull(first.ids(), first.hashes());
        for (boolean sessionKey : List.of(false, true)) {
            store.ask("getEntries", json -> {
                Wire.strings(json, "ids", first.ids());
                json.writeBooleanField("sessionKeyWrap", sessionKey);
            });
        }
    }

    private static void lookUp(RemoteStore store, List<ArrivedEntry> entries) {
        ArrivedEntry last = entries.getLast();
        List<String> some =
                entries.subList(0, PAGE).stream().map(ArrivedEntry::id).toList();
        store.capabilities();
        store.ask("findNewEntries", json -> Wire.strings(json, "haveIds", some));
        store.ask("findNewEntriesForDoc", json -> {
            Wire.strings(json, "haveIds", some);
            json.writeStringField("docId", last.metadata().docId());
        });
        store.ask("getEntryMetadata", json -> json.writeStringField("id", last.id()));
        store.ask("findEntries", json -> json.writeStringField("type", "doc_create"));
        store.ask("resolveDependencies", json -> json.writeStringField("startId", last.id()));
        store.ask("getCompactionStatus", json -> {});
    }

    private static void plan(RemoteStore store, List<ArrivedEntry> entries) {
        List<String> documents = entries.stream()
                .map(entry -> entry.metadata().docId())
                .distinct()
                .toList();
        store.ask("planDocumentMaterialization", json -> json.writeStringField("docId", documents.getFirst()));
        store.ask("planDocumentMaterializationBatch", json -> Wire.strings(json, "docIds", documents));
    }
}
