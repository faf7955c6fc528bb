package io.blindhop.functions.lambda;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Map;

/** Where every function of the package begins; the handler that is configured for it says which one it is. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        Map<String, String> environment = System.getenv();
        if (SyncFunction.HANDLER.equals(environment.get("_HANDLER"))) {
            new SyncFunction(environment).run();
            // There is nothing to go on with; a copy that ended well would not be looked at.
            System.exit(1);
        }
        Quarkus.run(QuarkusFunctions.class, args);
    }
}
