package io.blindhop.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of docs/house.md. */
@AnalyzeClasses(packages = "io.blindhop", importOptions = HouseRulesTest.ProductionCode.class)
class HouseRulesTest {
    /** Contract suites come as folders or as jars of tests, depending on how far Maven has got. */
    static final class ProductionCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule arrowsBetweenModulesGoDownOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("infra")
            .definedBy("io.blindhop.infra..")
            .layer("functions")
            .definedBy("io.blindhop.functions..")
            .layer("functions on AWS")
            .definedBy("io.blindhop.functions.lambda..")
            .layer("signaling")
            .definedBy("io.blindhop.signaling..")
            .layer("store-dynamo")
            .definedBy("io.blindhop.store.dynamo..")
            .layer("store-s3")
            .definedBy("io.blindhop.store.s3..")
            .layer("protocol")
            .definedBy("io.blindhop.protocol..")
            .whereLayer("infra")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("functions")
            .mayOnlyBeAccessedByLayers("infra")
            .whereLayer("signaling")
            .mayOnlyBeAccessedByLayers("functions", "functions on AWS", "infra")
            .whereLayer("store-dynamo")
            .mayOnlyBeAccessedByLayers("functions", "signaling", "infra")
            .whereLayer("store-s3")
            .mayOnlyBeAccessedByLayers("store-dynamo", "signaling", "functions", "infra");

    @ArchTest
    static final ArchRule theDomainKnowsNeitherAwsNorServers = noClasses()
            .that()
            .resideInAPackage("io.blindhop.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awssdk..", "com.amazonaws..", "io.vertx..", "io.netty..", "io.quarkus..");

    @ArchTest
    static final ArchRule theStoresKnowNoHttpServer = noClasses()
            .that()
            .resideInAPackage("io.blindhop.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus..", "io.blindhop.functions..");

    @ArchTest
    static final ArchRule handlersKnowNoTransport = noClasses()
            .that()
            .resideInAPackage("io.blindhop.functions.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus..", "com.amazonaws..");

    @ArchTest
    static final ArchRule signalingKnowsNoTransportExceptTheGatewayOfAws = noClasses()
            .that()
            .resideInAPackage("io.blindhop.signaling..")
            .and()
            .resideOutsideOfPackage("io.blindhop.signaling.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awssdk..", "com.amazonaws..", "io.vertx..", "io.netty..", "io.quarkus..");

    @ArchTest
    static final ArchRule theGatewayOfAwsKnowsNoServer = noClasses()
            .that()
            .resideInAPackage("io.blindhop.signaling.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.amazonaws..", "io.vertx..", "io.netty..", "io.quarkus..");

    @ArchTest
    static final ArchRule packagesOfTheDomainHaveNoCycles =
            slices().matching("io.blindhop.protocol.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheStoresHaveNoCycles =
            slices().matching("io.blindhop.store.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheFunctionsHaveNoCycles =
            slices().matching("io.blindhop.functions.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfSignalingHaveNoCycles =
            slices().matching("io.blindhop.signaling.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfInfraHaveNoCycles =
            slices().matching("io.blindhop.infra.(*)..").should().beFreeOfCycles();
}
