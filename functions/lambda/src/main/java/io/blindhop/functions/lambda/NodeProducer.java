package io.blindhop.functions.lambda;

import io.blindhop.functions.lambda.node.AwsNode;
import io.blindhop.functions.lambda.runtime.InvocationDeadline;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the Quarkus functions their node. */
@Dependent
public class NodeProducer {
    @Produces
    @Singleton
    InvocationDeadline deadline() {
        return new InvocationDeadline(Clock.systemUTC());
    }

    @Produces
    @Singleton
    AwsNode node(InvocationDeadline deadline) {
        return AwsNode.open(System.getenv(), deadline);
    }
}
