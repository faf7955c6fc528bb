package io.blindhop.infra.browser;

import com.microsoft.playwright.Browser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one Chromium when the first test asks for it, and ends it after the last test of all. */
final class ChromiumExtension implements ExecutionCondition, ParameterResolver {
    private static final AtomicBoolean SAID = new AtomicBoolean();

    @Override
    @SuppressWarnings("SystemOut") // it is the report of the build that has to say this
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (InstalledProgram.CHROMIUM.find(System.getenv()).isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Chromium");
        }
        String reason = "the tests in a browser DID NOT RUN: " + InstalledProgram.CHROMIUM.absent();
        if (SAID.compareAndSet(false, true)) {
            System.err.println(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(ChromiumExtension.class))
                .computeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class)
                .browser();
    }
}
