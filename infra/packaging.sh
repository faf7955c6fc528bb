# The commands of ./blindhop that make packages; read by that script, whose functions and variables it uses.

packages_usage() {
    cat >&2 <<MESSAGE
Which package?
  ./blindhop package jvm            with a Java runtime of its own
  ./blindhop package native         an executable; needs GRAALVM_HOME, or Docker
  ./blindhop package reproducible   builds all jars in two places and compares them
MESSAGE
    exit 2
}

# Of the JDK of this build; newer ones of the same Java are in its tags.
builder_image=quay.io/quarkus/ubi9-quarkus-mandrel-builder-image:jdk-25

build_functions() {
    maven -q -B -DskipTests -Ppapers "$@" -pl functions/lambda -am package >&2
}

fetch_emulators() {
    maven -q -B -pl infra/emulators/dynamodb-local,infra/emulators/s3proxy generate-resources >&2
}

# Sets builder to the name of what compiles the executable.
build_executable() {
    if [ -n "${GRAALVM_HOME:-}" ]; then
        if [ ! -x "$GRAALVM_HOME/bin/native-image" ]; then
            echo "GRAALVM_HOME is $GRAALVM_HOME, which has no bin/native-image." >&2
            exit 1
        fi
        builder=$("$GRAALVM_HOME/bin/native-image" --version | tr '\n' ' ')
        set --
    elif docker info >/dev/null 2>&1; then
        builder=$builder_image
        set -- -Dquarkus.native.container-build=true "-Dquarkus.native.builder-image=$builder_image"
    else
        cat >&2 <<MESSAGE
A native package needs one of two things, and neither is here:
  GRAALVM_HOME   folder of a GraalVM or Mandrel for JDK 25, with bin/native-image
  Docker         running; the build is then done in $builder_image
MESSAGE
        exit 1
    fi
    echo "Compiling the executable (several minutes, 8 GB of memory) ..." >&2
    build_functions -Pnative "$@"
}

# Two places, because a path is the most likely thing to get into a jar.
check_reproducible() {
    places=$(mktemp -d)
    trap 'rm -rf "$places"' EXIT
    for place in one "other place"; do
        mkdir "$places/$place"
        (cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -c --null -T - -f -) |
            tar -x -C "$places/$place" -f -
        echo "Building in $places/$place ..." >&2
        (cd "$places/$place" && sh ./mvnw -q -B -DskipTests -pl infra,functions/lambda -am package >&2)
    done
    (cd "$places/one" && find . -path '*/target/*.jar' ! -path '*/target/lib/*' -o -path '*/target/lib/*blindhop*.jar') |
        sort >"$places/jars"
    # Of this jar the package holds another form.
    find "$places" -path '*/functions/lambda/target/*-runner.jar' | while read -r jar; do
        "$JAVA_HOME/bin/java" -cp "$places/one/infra/target/classes" \
            io.blindhop.infra.packaging.StableJar "$jar" "$jar.stable"
        mv "$jar.stable" "$jar"
    done
    different=0
    while read -r jar; do
        if cmp -s "$places/one/$jar" "$places/other place/$jar"; then
            echo "same       $jar"
        else
            echo "DIFFERENT  $jar"
            different=1
        fi
    done <"$places/jars"
    exit $different
}

make_package() {
    kind=${1:-}
    case $kind in
        jvm)
            echo "Building the functions ..." >&2
            build_functions
            ;;
        native) build_executable ;;
        reproducible) check_reproducible ;;
        -h | --help) return 0 ;;
        *) packages_usage ;;
    esac
    fetch_emulators
    # In the zip there are local times too.
    JAVA_OPTS="-Duser.timezone=UTC ${JAVA_OPTS:-}"
}
