package io.blindhop.infra.cli;

import io.blindhop.infra.client.SystemClient;
import io.blindhop.protocol.json.JsonMembers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The tenants of a running server. */
@Command(
        name = "tenant",
        description = "The tenants of a running server.",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE_TEXT, ExitCodes.FAILED_TEXT, ExitCodes.USAGE_TEXT, ExitCodes.UNREACHABLE_TEXT})
final class TenantCommand {
    @Command(name = "list", description = "Lists the ids of all tenants.")
    int list(@Mixin ServerAccess server, @Mixin Output output) throws IOException {
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.get("/system/tenants");
            output.show(
                    answer.object(),
                    answer.strings("tenants").stream().map(List::of).toList());
        }
        return ExitCodes.DONE;
    }

    @Command(name = "show", description = "Shows what a tenant stores and what it may store.")
    int show(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id)
            throws IOException {
        String tenant = server.tenant(id);
        try (SystemClient client = server.login()) {
            usage(output, client.get(tenant + "/usage"));
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "quota",
            description = "Shows what a tenant may store, or sets it. A limit is a whole number from 0, 'unlimited', or"
                    + " 'default' for the server's. What is not named stays as it is.")
    int quota(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id,
            @Option(names = "--entries", paramLabel = "LIMIT", description = "Entries in all databases together.")
                    Optional<QuotaLimit> entries,
            @Option(names = "--bytes", paramLabel = "LIMIT", description = "Bytes in all databases together.")
                    Optional<QuotaLimit> bytes)
            throws IOException {
        String tenant = server.tenant(id);
        try (SystemClient client = server.login()) {
            JsonMembers before = client.get(tenant + "/usage");
            if (entries.isEmpty() && bytes.isEmpty()) {
                usage(output, before);
            } else {
                String wanted = QuotaLimit.merged(before.objectAt("own").object(), entries, bytes);
                usage(output, client.put(tenant + "/quota", wanted));
            }
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "delete",
            description =
                    "Deletes a tenant. It is gone for its users at once; 'tenant restore' brings it back as long as"
                            + " the server's BLINDHOP_TENANT_DELETION_DELAY is not over.")
    int delete(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id)
            throws IOException {
        String tenant = server.tenant(id);
        try (SystemClient client = server.login()) {
            done(output, client.delete(tenant));
        }
        return ExitCodes.DONE;
    }

    @Command(name = "restore", description = "Brings a deleted tenant back.")
    int restore(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id)
            throws IOException {
        String tenant = server.tenant(id);
        try (SystemClient client = server.login()) {
            done(output, client.post(tenant + "/restore"));
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "export",
            description = {
                "Writes what a trusted server needs to register a tenant to a new file: for a hop that learns the tenant with"
                        + " 'tenant import'.",
                "The key of the directory in it is encrypted for that server. The rest, the administrator's public keys and"
                        + " name, is not, so only the file's owner can read it."
            })
    int export(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "TENANT", description = "Its id.") String id,
            @Parameters(paramLabel = "FILE", description = "The file to write.") Path file,
            @Option(
                            names = "--server",
                            paramLabel = "NAME",
                            required = true,
                            description = "The server that is to register it, as 'server list' names it.")
                    String name)
            throws IOException {
        String target = server.tenant(id) + "/registration?server=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        try (SystemClient client = server.login()) {
            TenantFile offer = TenantFile.of(client.get(target));
            offer.write(file);
            offer.show(output, "File", file.toString());
        }
        return ExitCodes.DONE;
    }

    @Command(
            name = "import",
            description = {
                "Registers the tenant of a file that 'tenant export' wrote for this server.",
                "Whoever could exchange the file could have another tenant registered under its id: name the"
                        + " administrator's fingerprint that the export showed. It is printed before the server is asked."
            })
    int importTenant(
            @Mixin ServerAccess server,
            @Mixin Output output,
            @Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(
                            names = "--administrator",
                            paramLabel = "FINGERPRINT",
                            description = "Refuse the file if its administrator's key has another fingerprint.")
                    Optional<String> administrator)
            throws IOException {
        TenantFile offer = TenantFile.read(file);
        if (administrator.isPresent()) {
            offer.requireAdministrator(administrator.get());
        }
        output.note("Administrator of " + offer.tenant() + ": " + offer.administrator());
        try (SystemClient client = server.login()) {
            JsonMembers answer = client.post(server.tenant(offer.tenant()), offer.registration());
            offer.show(output, "Message", answer.string("message"));
        }
        return ExitCodes.DONE;
    }

    private static void done(Output output, JsonMembers answer) {
        output.show(answer.object(), List.of(List.of(answer.string("message"))));
    }

    private static void usage(Output output, JsonMembers answer) {
        output.show(answer.object(), List.of(UsageRow.HEADING, UsageRow.of(answer)));
    }
}
