package io.blindhop.functions.settings;

import io.blindhop.protocol.Generation;
import java.util.Map;

/** The variable that an operator changes when the table was restored. */
public final class RestoreVariables {
    public static final String GENERATION = "BLINDHOP_GENERATION";

    public static final Map<String, String> DEFAULTS = Map.of(GENERATION, "1");

    private static final int MOST = 1_000_000;

    private RestoreVariables() {}

    public static Generation generation(Variables variables) {
        return new Generation(variables.number(GENERATION, 1, MOST));
    }
}
