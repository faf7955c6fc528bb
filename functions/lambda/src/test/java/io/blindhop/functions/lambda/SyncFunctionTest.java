package io.blindhop.functions.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.blindhop.functions.lambda.runtime.PlatformInTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncFunctionTest {
    @Test
    void aFunctionWithWrongSettingsTellsThePlatformAllOfThemAndEnds() throws IOException, InterruptedException {
        try (PlatformInTest platform = new PlatformInTest()) {
            new SyncFunction(Map.of(
                            "AWS_LAMBDA_RUNTIME_API", platform.address(), "BLINDHOP_TABLE", "t", "BLINDHOP_X", ""))
                    .run();

            PlatformInTest.Sent sent = platform.answer();
            assertThat(sent.path()).isEqualTo("/2018-06-01/runtime/init/error");
            assertThat(sent.headers()).containsEntry("Lambda-Runtime-Function-Error-Type", "Blindhop.InvalidSettings");
            assertThat(sent.body().toUtf8()).contains("BLINDHOP_BUCKET is not set", "BLINDHOP_X is not known");
        }
    }
}
