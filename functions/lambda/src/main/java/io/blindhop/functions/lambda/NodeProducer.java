package io.blindhop.functions.lambda;

import io.blindhop.functions.cost.Tariff;
import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.functions.lambda.runtime.InvocationDeadline;
import io.blindhop.functions.observe.LineSink;
import io.blindhop.functions.observe.RunLog;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the Quarkus functions their node. */
@Dependent
@RegisterForReflection(classNames = "org.slf4j.impl.JBossSlf4jServiceProvider")
public class NodeProducer {
    @Produces
    @Singleton
    InvocationDeadline deadline() {
        return new InvocationDeadline(Clock.systemUTC());
    }

    @Produces
    @Singleton
    FunctionRuns runs(InvocationDeadline deadline) {
        String function = System.getenv().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "blindhop");
        Clock clock = Clock.systemUTC();
        RunLog log = new RunLog(LineSink.to(System.out), function, clock, Tariff.of(System.getenv()));
        return new FunctionRuns(deadline, log, clock);
    }

    @Produces
    @Singleton
    AwsNode node(InvocationDeadline deadline) {
        return AwsNode.open(System.getenv(), deadline);
    }
}
