package io.blindhop.infra.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.lambda.node.FunctionSettings;
import io.blindhop.functions.settings.AccessVariables;
import io.blindhop.functions.settings.LimitVariables;
import io.blindhop.functions.settings.UpstreamVariables;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Terraform sets what functions read, and nothing that they do not know; where both have a default, it is the same. */
class EnvironmentTruthTest {
    private static final Pattern VARIABLE = Pattern.compile("\\b(BLINDHOP_[A-Z_]+)\\s*=");
    private static final Pattern OPTIONAL = Pattern.compile("(\\w+)\\s*=\\s*optional\\(\\w+, \"?(\\w+)\"?\\)");

    private final HclBlock region = TerraformFiles.module("region");

    @Test
    void terraformSetsExactlyWhatFunctionsRead() {
        TreeSet<String> set = VARIABLE.matcher(TerraformFiles.local(region, "environment"))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(set).isEqualTo(new TreeSet<>(FunctionSettings.DEFAULTS.keySet()));
    }

    @Test
    void noOtherModuleSetsAVariableThatFunctionsDoNotRead() {
        TerraformFiles.everything().stream()
                .filter(file -> file.toString().endsWith(".tf"))
                .forEach(file -> assertThat(VARIABLE.matcher(TerraformFiles.text(file))
                                .results()
                                .map(result -> result.group(1))
                                .toList())
                        .as(file.toString())
                        .isSubsetOf(FunctionSettings.DEFAULTS.keySet()));
    }

    @Test
    void theDefaultsOfAccessAreTheSame() {
        assertThat(defaultOf("system_config_json").replace("\\\"", "\""))
                .isEqualTo("\"" + FunctionSettings.DEFAULTS.get(FunctionSettings.SYSTEM_CONFIG) + "\"");
        assertThat(defaultOf("change_events")).isEqualTo(FunctionSettings.DEFAULTS.get(FunctionSettings.CHANGE_EVENTS));
        assertThat(defaultOf("cors_origins")).isEqualTo("[]");
        assertThat(AccessVariables.DEFAULTS).containsEntry(AccessVariables.CORS_ORIGINS, "");
        assertThat(defaultOf("system_allowed_ips"))
                .isEqualTo("[\"" + AccessVariables.DEFAULTS.get(AccessVariables.SYSTEM_ALLOWED_IPS) + "\"]");
        assertThat(defaultOf("allow_insecure_sync_servers"))
                .isEqualTo(AccessVariables.DEFAULTS.get(AccessVariables.ALLOW_INSECURE_SYNC_SERVERS));
        assertThat(defaultOf("tell_cost")).isEqualTo(AccessVariables.DEFAULTS.get(AccessVariables.TELL_COST));
        assertThat(defaultOf("tenant_deletion_delay"))
                .isEqualTo("\"" + AccessVariables.DEFAULTS.get(AccessVariables.TENANT_DELETION_DELAY) + "\"");
    }

    @Test
    void theDefaultsOfLimitsAreTheSame() {
        Map<String, String> limits = new TreeMap<>();
        limits(limits, "rate_limits", "BLINDHOP_RATE_");
        limits(limits, "tenant_quota", "BLINDHOP_QUOTA_");
        assertThat(limits).isEqualTo(new TreeMap<>(LimitVariables.DEFAULTS));
    }

    @Test
    void theDefaultsOfAHopAreTheSame() {
        Map<String, String> defaults = new TreeMap<>();
        limits(defaults, "upstream", "BLINDHOP_UPSTREAM_");
        String type = TerraformFiles.variable(region, "upstream").expression("type");
        assertThat(type)
                .containsPattern("url\\s*=\\s*optional\\(string, \"\"\\)")
                .containsPattern("databases\\s*=\\s*optional\\(list\\(string\\), \\[]\\)");
        defaults.put(UpstreamVariables.URL, "");
        defaults.put(UpstreamVariables.DATABASES, "");
        assertThat(defaults).isEqualTo(new TreeMap<>(UpstreamVariables.DEFAULTS));

        HclBlock relay = TerraformFiles.module("relay");
        assertThat(defaultOf(relay, "databases")).isEqualTo("[]");
        Map.of(
                        "read_only", UpstreamVariables.READ_ONLY,
                        "register_tenants", UpstreamVariables.REGISTER,
                        "directory_seconds", UpstreamVariables.DIRECTORY_SECONDS,
                        "offline_hours", UpstreamVariables.OFFLINE_HOURS,
                        "forward_seconds", UpstreamVariables.FORWARD_SECONDS,
                        "watch_seconds", UpstreamVariables.WATCH_SECONDS,
                        "cache_megabytes", UpstreamVariables.CACHE_MEGABYTES)
                .forEach((variable, name) ->
                        assertThat(defaultOf(relay, variable)).isEqualTo(UpstreamVariables.DEFAULTS.get(name)));
    }

    private void limits(Map<String, String> limits, String variable, String prefix) {
        for (MatchResult limit : OPTIONAL.matcher(
                        TerraformFiles.variable(region, variable).expression("type"))
                .results()
                .toList()) {
            limits.put(prefix + limit.group(1).toUpperCase(Locale.ROOT), limit.group(2));
        }
    }

    private String defaultOf(String variable) {
        return defaultOf(region, variable);
    }

    private static String defaultOf(HclBlock module, String variable) {
        return TerraformFiles.variable(module, variable).expression("default");
    }
}
