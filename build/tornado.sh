# shellcheck shell=bash
# What TornadoVM asks of the start of the JVM, and what is wrong with its SDK; sourced by the launcher. docs/gpu.md says
# how it is set up.

# Sets tornado_reason and tornado_remedy if TornadoVM cannot be started from here, else tornado_options and returns 0.
check_tornado() {
    check_sdk && check_tornado_drivers && read_tornado_options
}

# The same of what does not depend on this system's drivers: the SDK's version and the JDK. Sets tornado_home.
check_sdk() {
    local jar='' each version
    tornado_reason='' tornado_home='' tornado_left_out=' '
    tornado_remedy="install TornadoVM's SDK for JDK 25 and set TORNADOVM_HOME to its folder (docs/gpu.md)"
    if [ -z "${TORNADOVM_HOME:-}" ]; then
        tornado_reason='TORNADOVM_HOME is not set'
        return 1
    fi
    tornado_home=$(cd -P -- "$TORNADOVM_HOME" 2> /dev/null && pwd) || tornado_home=''
    for each in "$tornado_home"/share/java/tornado/tornado-api-*.jar; do
        [ -n "$tornado_home" ] && [ -e "$each" ] && jar=$each
    done
    if [ -z "$jar" ]; then
        tornado_reason="TORNADOVM_HOME is $TORNADOVM_HOME, where share/java/tornado/tornado-api-*.jar is missing"
        return 1
    fi
    version=${jar##*/tornado-api-}
    version=${version%.jar}
    case $version in
        *-jdk25 | *-jdk25-*) ;;
        *)
            tornado_reason="the SDK in $tornado_home is TornadoVM $version, which is not made for JDK 25"
            tornado_remedy='install the release whose version ends in -jdk25 and set TORNADOVM_HOME to its folder'
            return 1
            ;;
    esac
    case $version in
        # the backend's module names the service of libraries, which came with 5.0.0
        [0-4].*)
            tornado_reason="the SDK in $tornado_home is TornadoVM $version, and Unroll needs 5.0.0 or later"
            tornado_remedy='install a newer release whose version ends in -jdk25 and set TORNADOVM_HOME to its folder'
            return 1
            ;;
    esac
    version=${JDK_BUILD%%[+-]*}
    case $version. in
        25. | 25.0. | 25.0.0.* | 25.0.1.*)
            tornado_reason="the JDK in $JDK is $version, and TornadoVM's compiler needs 25.0.2 or later"
            tornado_remedy='install a newer JDK 25 (for example Temurin) and set JAVA_HOME to it'
            return 1
            ;;
    esac
    if ! jdk_has jdk.internal.vm.ci; then
        tornado_reason="the JDK in $JDK lacks the module jdk.internal.vm.ci, by which TornadoVM compiles kernels"
        tornado_remedy='install a complete JDK 25 (for example Temurin) and set JAVA_HOME to it'
        return 1
    fi
    tornado_remedy="install the SDK in $tornado_home again"
}

# Sets tornado_left_out to those of the SDK's drivers that cannot be used, which would keep TornadoVM from starting, with
# blanks around each, and tornado_without to why; if that is all of them, says so: TornadoVM itself names no cause.
check_tornado_drivers() {
    local library driver usable=' ' reason='' remedy='' opencl=''
    tornado_left_out=' ' tornado_without=''
    for library in "$tornado_home"/lib/libtornado-*.so; do
        [ -e "$library" ] || continue
        driver=${library##*/libtornado-}
        driver=${driver%.so}
        case $driver in
            # NVIDIA's libraries, which a driver calls
            cublas | cudnn | cufft | cusparse | cutlass) continue ;;
            # the library is called as what it calls
            levelzero) driver=spirv ;;
        esac
        if check_driver "$library"; then
            usable+="$driver "
        else
            leave_out "$driver"
            reason+=${reason:+, and }$tornado_reason
            remedy+=${remedy:+, or }$driver_remedy
            [ "$driver" != opencl ] || opencl=$tornado_reason
        fi
    done
    case $opencl,$usable in
        # its module requires OpenCL's, which TornadoVM would start with it, and fail
        ?*,*' spirv '*)
            usable=${usable/ spirv / }
            tornado_reason='it needs opencl'
            leave_out spirv
            ;;
    esac
    tornado_reason=$reason
    # without any the SDK says what it lacks
    [ -n "$reason" ] && [ "$usable" = ' ' ] || return 0
    tornado_remedy=$remedy
    return 1
}

# Leaves a driver out for tornado_reason.
leave_out() {
    tornado_left_out+="$1 "
    tornado_without+="${tornado_without:+, }$1 ($tornado_reason)"
}

# Sets tornado_reason and driver_remedy if one of the SDK's drivers cannot be used.
check_driver() {
    local missing
    missing=$(missing_libraries "$1")
    if [ -z "$missing" ]; then
        case ${1##*/} in
            libtornado-opencl.so) check_opencl || return 1 ;;
        esac
        return 0
    fi
    tornado_reason="the SDK's ${1##*/} cannot be loaded: $missing"
    case $missing in
        libOpenCL*) driver_remedy="install OpenCL's loader (Debian, Ubuntu: ocl-icd-libopencl1) and the device's \
OpenCL driver (docs/gpu.md)" ;;
        libcuda.* | libnvidia*) driver_remedy="install NVIDIA's driver, or an SDK with the OpenCL backend" ;;
        libnvrtc* | libcudart* | libnvJitLink*) driver_remedy="install the CUDA toolkit of that version, or an SDK with \
the OpenCL backend" ;;
        *) driver_remedy='install it, or an SDK that was built on a system as old as this one' ;;
    esac
    return 1
}

# Whether there is an OpenCL device, as far as can be said without the JVM: TornadoVM would say so in several lines, and
# on standard output.
check_opencl() {
    local listed
    driver_remedy="install the device's OpenCL driver (docs/gpu.md); clinfo -l must list the device"
    check_opencl_drivers || return 1
    if type clinfo > /dev/null 2>&1 && listed=$(clinfo -l 2> /dev/null); then
        case $listed in
            *'Device #'*) ;;
            *)
                tornado_reason='OpenCL has no device: clinfo -l lists none'
                return 1
                ;;
        esac
    fi
}

# OpenCL's loader finds drivers by files that name their libraries.
check_opencl_drivers() {
    local each name folder=${OCL_ICD_VENDORS:-${OPENCL_VENDOR_PATH:-/etc/OpenCL/vendors}}
    # a single driver may be named too
    case ${OCL_ICD_FILENAMES:-} in
        ?*) return 0 ;;
    esac
    case $folder in
        *.icd | *.so | *.so.*) return 0 ;;
    esac
    tornado_reason="no OpenCL driver is installed: $folder has no .icd file"
    for each in "$folder"/*.icd; do
        [ -e "$each" ] || continue
        name=''
        read -r name < "$each"
        is_library "$name" && return 0
        tornado_reason="no OpenCL driver is installed: $each names the library $name, which is missing"
    done
    return 1
}

# Whether the system has a shared library of this name or path, or does not tell. Its list has the short names only, but
# tells the folders.
is_library() {
    local folder listed
    case $1 in
        */*) [ -e "$1" ] && return 0 || return 1 ;;
    esac
    listed=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2> /dev/null) || return 0
    while IFS= read -r folder; do
        [ -e "${folder:-.}/$1" ] && return 0
    done <<< "$(printf '%s\n' "$listed" | sed -n 's|.* => \(.*\)/.*|\1|p' | sort -u; printf '%s' "${LD_LIBRARY_PATH:-}" | tr : '\n')"
    case $listed in
        *[[:space:]]"$1 "*) return 0 ;;
    esac
    return 1
}

# Prints what a shared library needs and the system does not have.
missing_libraries() {
    type -P ldd > /dev/null || return 0
    LC_ALL=C ldd "$1" 2>&1 | sed -n -e 's/^[[:space:]]*\([^[:space:]]*\) => not found.*/\1 is missing/p' \
        -e "s/.*version \`\(.*\)' not found.*/\1 is missing/p" | head -n 1
}

# Sets tornado_options to what the SDK's argfile says, with a module path that has ours too, and without its collector.
# The template has no folder in it and is right wherever the SDK has been moved to.
read_tornado_options() {
    local argfile line value module jars=() known
    for argfile in "$tornado_home/tornado-argfile.template" "$tornado_home/tornado-argfile" ''; do
        [ -r "$argfile" ] && break
    done
    if [ -z "$argfile" ]; then
        tornado_reason="$tornado_home/tornado-argfile is missing"
        tornado_remedy="run $tornado_home/bin/tornado --generate-argfile"
        return 1
    fi
    tornado_options=(
        # else what does not compile would run on no device, and wrongly
        -Dtornado.recover.bailout=False
        # the default is too small for a graph of a hundred tasks
        -Dtornado.tvm.maxbytecodesize=1048576
    )
    [ "$tornado_left_out" = ' ' ] || tornado_options+=("-Dunroll.tornado.without=$tornado_without")
    while read -r line || [ -n "$line" ]; do
        # shellcheck disable=SC2016
        line=${line//'${TORNADOVM_HOME}'/"$tornado_home"}
        value=${line#* }
        case $line in
            '' | '#'* | --module-path* | -XX:+Use*GC) continue ;;
            --upgrade-module-path\ *)
                if ! [ -d "$value" ]; then
                    tornado_reason="$argfile names the folder $value, which is not there"
                    tornado_remedy="run $tornado_home/bin/tornado --generate-argfile"
                    return 1
                fi
                if ! ls "$value"/*.jar > /dev/null 2>&1; then
                    tornado_reason="the SDK's folder $value has no jar, and its argfile asks for it"
                    return 1
                fi
                ;;
            --add-modules\ *)
                value=$(without_left_out "$value")
                for module in ${value//,/ }; do
                    case $module in
                        tornado.drivers.opencl | tornado.drivers.cuda)
                            has_jar "${module//./-}" && has_driver "${module##*.}" || return 1
                            ;;
                        tornado.*) has_jar "${module//./-}" || return 1 ;;
                    esac
                done
                ;;
            --enable-native-access=*)
                value=$(without_left_out "${line#*=}")
                [ -n "$value" ] || continue
                case $value in
                    # which loads a library, too
                    *tornado.drivers.cuda*) ! (has_jar tornado-cublas) || value+=,tornado.cublas ;;
                esac
                line=${line%%=*}=$value
                ;;
            --add-*=tornado.drivers.*)
                value=${line##*=}
                case $line in
                    --add-reads=*) value=${line#*=} value=${value%%=*} ;;
                esac
                # there are many
                [ "$tornado_left_out" = ' ' ] || [ -n "$(without_left_out "$value")" ] || continue
                ;;
        esac
        case $line in
            --*' '*) tornado_options+=("${line%% *}" "$value") ;;
            *) tornado_options+=("$line") ;;
        esac
    done < "$argfile"
    for line in "$tornado_home"/share/java/tornado/*.jar; do
        case ${line##*/} in
            # packages of these are in Unroll too, and two modules of one program cannot both have them
            ejml-*) ;;
            tornado-drivers-*)
                module=${line##*/tornado-drivers-}
                [ -z "$(without_left_out "${module%%-*}")" ] || jars+=("$line")
                ;;
            *) jars+=("$line") ;;
        esac
    done
    known=$(IFS=: && printf '%s' "${jars[*]}")
    tornado_options+=(--module-path "$lib:$known")
}

# Prints a list of modules without those of drivers that are left out: the JVM warns of each that is not there.
without_left_out() {
    local module kept=''
    for module in ${1//,/ }; do
        case $tornado_left_out in
            *" ${module#tornado.drivers.} "*) ;;
            *' spirv '*) case $module in beehive.*) ;; *) kept+=,$module ;; esac ;;
            *) kept+=,$module ;;
        esac
    done
    printf '%s' "${kept#,}"
}

# Whether the SDK has a jar of this name and some version.
has_jar() {
    local jar
    for jar in "$tornado_home/share/java/tornado/$1"-[0-9]*.jar; do
        [ -e "$jar" ] && return 0
    done
    tornado_reason="the SDK in $tornado_home lacks share/java/tornado/$1-*.jar, which its argfile asks for"
    return 1
}

# Whether the SDK has the library of a driver.
has_driver() {
    ls "$tornado_home/lib/libtornado-$1".* > /dev/null 2>&1 && return 0
    tornado_reason="the SDK in $tornado_home lacks lib/libtornado-$1.so, which its argfile asks for"
    return 1
}

# Adds to `options` what TornadoVM needs, or why it cannot be used, which its backend then says.
add_tornado() {
    if check_tornado; then
        options+=("${tornado_options[@]}")
    else
        options+=("-Dunroll.tornado.reason=$tornado_reason" "-Dunroll.tornado.remedy=$tornado_remedy")
    fi
}
