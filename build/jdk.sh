# shellcheck shell=bash
# Finds a JDK 25; sourced by the launcher and the check script.
#
# find_jdk sets JDK to a JDK 25 that has the Vector API, JDK_BUILD to what it calls its version, JDK_MODULES to its
# modules if it lists them, and returns 0. Else it returns 1 and sets JDK_PROBLEM to a sentence for the user. It reads
# each JDK's `release` file: starting each `java` would cost more than the whole start.

# What the JVM's compiler is told wherever training is to be fast.
# shellcheck disable=SC2034
jdk_compiler_options=(
    -XX:CompileCommand=quiet
    # never a real call, which would leave vectors in boxes
    '-XX:CompileCommand=inline,unroll.backend.pure.vector.Lanes::*'
    # C2 takes the kernels in vectors first, not what the Vector API does in their place until they are compiled.
    '-XX:CompileCommand=CompileThresholdScaling,unroll.backend.pure.vector.*::*,0.1'
    '-XX:CompileCommand=CompileThresholdScaling,jdk.incubator.vector.*::*,10.0'
    '-XX:CompileCommand=CompileThresholdScaling,jdk.internal.vm.vector.*::*,10.0'
)

jdk_look() {
    local home=$1 line version='' build='' modules=''
    [ -r "$home/release" ] && [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 1
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_VERSION=*) version=${line#JAVA_VERSION=} ;;
            JAVA_RUNTIME_VERSION=*) build=${line#*=} ;;
            MODULES=*) modules=${line#MODULES=} ;;
        esac
    done < "$home/release"
    version=${version//\"/}
    case $version in
        25 | 25[.+-]*) ;;
        *) return 1 ;;
    esac
    case " ${modules//\"/} " in
        *' jdk.incubator.vector '*) ;;
        *)
            # Not every vendor lists the modules.
            if [ -n "$modules" ] || ! [ -e "$home/jmods/jdk.incubator.vector.jmod" ]; then
                JDK_WITHOUT_VECTOR=${JDK_WITHOUT_VECTOR:-$home}
                return 1
            fi
            ;;
    esac
    JDK=$home
    JDK_BUILD=${build:-$version}
    JDK_MODULES=${modules//\"/}
}

# Whether the JDK that was found has a module.
jdk_has() {
    case " $JDK_MODULES " in
        *" $1 "*) return 0 ;;
    esac
    # Not every vendor lists the modules.
    [ -z "$JDK_MODULES" ] && [ -e "$JDK/jmods/$1.jmod" ]
}

# The JDK that a `java` command belongs to, through links: readlink -f is not everywhere.
jdk_of_command() {
    local file=$1 link
    while [ -L "$file" ]; do
        link=$(readlink "$file") || return 1
        case $link in
            /*) file=$link ;;
            *) file=${file%/*}/$link ;;
        esac
    done
    file=${file%/*}
    printf '%s\n' "${file%/*}"
}

find_jdk() {
    local java home
    JDK='' JDK_BUILD='' JDK_MODULES='' JDK_PROBLEM='' JDK_WITHOUT_VECTOR=''
    if [ -n "${JAVA_HOME:-}" ] && jdk_look "$JAVA_HOME"; then
        return 0
    fi
    if java=$(type -P java) && home=$(jdk_of_command "$java") && jdk_look "$home"; then
        return 0
    fi
    for home in /usr/lib/jvm/* /usr/java/* /opt/* /opt/*/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        jdk_look "$home" && return 0
    done
    if [ -x /usr/libexec/java_home ] && home=$(/usr/libexec/java_home -v 25 2> /dev/null) && jdk_look "$home"; then
        return 0
    fi
    if [ -n "$JDK_WITHOUT_VECTOR" ]; then
        JDK_PROBLEM="the JDK 25 in $JDK_WITHOUT_VECTOR lacks the module jdk.incubator.vector; \
install a complete JDK 25 (for example Temurin) and set JAVA_HOME to it"
    else
        JDK_PROBLEM="found no JDK 25 in JAVA_HOME, on the PATH, or in the usual folders of the system, SDKMAN and ~/.jdks; \
install one (for example Temurin 25) or set JAVA_HOME to it"
    fi
    return 1
}
