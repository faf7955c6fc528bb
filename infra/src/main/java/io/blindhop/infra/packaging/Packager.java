package io.blindhop.infra.packaging;

import io.blindhop.infra.lambda.LambdaPackage;
import io.blindhop.infra.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes a package of what Maven has built, and proves that it can be used: nothing is left under its name otherwise.
 *
 * @param builder the JDK or compiler that the package is made with, for its papers
 */
public record Packager(PackageKind kind, String builder, Consumer<String> progress) {
    private static final String JAR = "app/blindhop.jar";
    static final String LIBRARIES = "app/lib";
    private static final String RUNTIME = "jre";
    private static final String CACHE = "app.aot";

    /**
     * @param zip packed
     * @param packedBytes its size
     * @param unpackedBytes what counts for the limit of the service
     */
    public record Result(Path zip, long packedBytes, long unpackedBytes) {}

    /**
     * @throws PackagingException if something that it is made of is missing, or a check fails; the message says which
     */
    public Result run() throws IOException {
        Path target = SourceTree.root().resolve(Path.of("functions", "lambda", "target"));
        BuiltFunctions built = new BuiltFunctions(target);
        Path zip = target.resolve("blindhop-sync-" + kind.label() + ".zip");
        Files.deleteIfExists(zip);
        PackageFolder folder = PackageFolder.make(target.resolve("package-" + kind.label()));
        Path runner = built.runner(kind);
        switch (kind) {
            case JVM -> fillJvm(folder, built, runner);
            case NATIVE -> fillNative(folder, runner);
        }
        addPapers(folder, built, BuiltFunctions.version(runner));
        Path draft = target.resolve("package-" + kind.label() + ".zip");
        PackageZip.write(folder, draft);
        prove(draft, target);
        Files.move(draft, zip);
        return new Result(zip, Files.size(zip), folder.bytes());
    }

    private void fillJvm(PackageFolder folder, BuiltFunctions built, Path runner) throws IOException {
        folder.copy(built.libraries(), LIBRARIES);
        StableJar.write(runner, folder.resolve(JAR));
        folder.adopt(JAR);
        progress.accept("trimming the Java runtime");
        PackageFolder whole = PackageFolder.make(built.target().resolve("package-jre"));
        whole.remove();
        TrimmedRuntime.make(whole.path());
        folder.copy(whole.path(), RUNTIME);
        whole.remove();
        progress.accept("training on requests");
        folder.writeProgram(Bootstrap.FILE, Bootstrap.jvm(JAR, "-XX:AOTCacheOutput=\"$task/" + CACHE + "\""));
        Training.run(folder.path(), folder.resolve(CACHE));
        folder.adopt(CACHE);
        Files.deleteIfExists(folder.resolve(CACHE + ".config"));
        folder.writeProgram(Bootstrap.FILE, Bootstrap.jvm(JAR, "-XX:AOTCache=\"$task/" + CACHE + "\""));
    }

    private static void fillNative(PackageFolder folder, Path runner) throws IOException {
        folder.copy(runner, PackageKind.NATIVE.program());
        folder.writeProgram(Bootstrap.FILE, Bootstrap.executable());
    }

    private void addPapers(PackageFolder folder, BuiltFunctions built, String version) throws IOException {
        folder.copy(SourceTree.root().resolve("LICENSE"), "LICENSE");
        String runtime = kind == PackageKind.JVM ? "OpenJDK" : "GraalVM native image runtime";
        folder.write(BillOfMaterials.FILE, BillOfMaterials.with(built.billOfMaterials(), runtime, builder));
        Binaries binaries = Binaries.of(folder);
        Manifest manifest = new Manifest(
                kind,
                version,
                Manifest.ARCHITECTURE,
                kind.cpuLevel(),
                PackageCheck.glibc(binaries),
                builder,
                kind == PackageKind.JVM ? Bootstrap.JVM_HEAP_PERCENT : Bootstrap.NATIVE_HEAP_PERCENT,
                folder.bytes());
        folder.write(Manifest.FILE, manifest.toJson());
    }

    /** Elsewhere, as the service unpacks it. */
    private void prove(Path zip, Path target) throws IOException {
        progress.accept("checking what was packed");
        PackageFolder elsewhere = PackageFolder.make(target.resolve("package-unpacked"));
        Path unpacked = LambdaPackage.open(zip, elsewhere.path());
        PackageCheck.require(unpacked);
        if (kind == PackageKind.JVM) {
            Training.proveUse(unpacked);
        }
        elsewhere.remove();
    }
}
