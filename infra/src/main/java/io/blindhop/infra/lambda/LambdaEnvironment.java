package io.blindhop.infra.lambda;

import java.util.HashMap;
import java.util.Map;

/**
 * The variables that a copy starts with, and no others: nothing of this process leaks into it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Reserved variables</a>
 */
final class LambdaEnvironment {
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "123456789012";

    private LambdaEnvironment() {}

    static Map<String, String> of(LambdaOptions options, String runtimeApi, int number) {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("_HANDLER", options.handler());
        variables.put("LAMBDA_TASK_ROOT", options.task().toString());
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", options.handler());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(options.memoryMegabytes()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + options.handler());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "[$LATEST]" + number);
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_provided.al2023");
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_SESSION_TOKEN", "local");
        variables.put("TZ", ":UTC");
        variables.put("LANG", "en_US.UTF-8");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
        variables.putAll(options.environment());
        return variables;
    }

    static String arn(LambdaOptions options) {
        return "arn:aws:lambda:" + REGION + ":" + ACCOUNT + ":function:" + options.handler();
    }
}
