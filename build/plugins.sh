# shellcheck shell=bash
# Finds plugins and what they ask of the JVM's start; sourced by the launcher. docs/plugins.md says what a plugin is.

# Takes white space off both ends of the variable named.
trim() {
    local text=${!1}
    text=${text#"${text%%[![:space:]]*}"}
    printf -v "$1" '%s' "${text%"${text##*[![:space:]]}"}"
}

# Reads a plugin.properties into plugin_name, _modules, _jvm, _environment and _size. Returns 1 if it has no name.
read_plugin() {
    local key value
    plugin_name='' plugin_modules='' plugin_jvm='' plugin_environment='' plugin_size=''
    [ -r "$1" ] || return 1
    while IFS='=' read -r key value || [ -n "$key" ]; do
        trim key
        trim value
        case $key in
            name) plugin_name=$value ;;
            modules) plugin_modules=$value ;;
            jvm) plugin_jvm=$value ;;
            environment) plugin_environment=$value ;;
            size) plugin_size=$value ;;
        esac
    done < "$1"
    [ -n "$plugin_name" ]
}

# Prints a setting of a YAML file, the first after the third argument, which is empty for the top level; if it is written
# in the plain way.
setting_of() {
    # anything but a file can be read only once
    [ -f "$1" ] || return 0
    sed -n "s/^${3:-}$2:[[:space:]]*[\"']\{0,1\}\([a-z0-9._:-]*\).*/\1/p" "$1" 2> /dev/null | head -n 1
}

# Prints the backends that the variants of an experiment's file name, if they are written in the plain way.
backends_of() {
    [ -f "$1" ] || return 0
    sed -n "s/^\(.*[[:space:]{]\)\{0,1\}backend:[[:space:]]*[\"']\{0,1\}\([a-z0-9._:-]*\).*/\2/p" "$1" 2> /dev/null | sort -u
}

# Sets `wanted` to the backends, if any, that the command line is going to open, with spaces between them, and `threads`
# to its --threads, `brief` if it only says what there is, and `listing` to backends if it lists those.
read_arguments() {
    local argument option='' command='' config='' plan='' each all='' names=''
    wanted='' threads='' brief='' listing=''
    for argument in "$@"; do
        if [ -n "$option" ]; then
            argument=$option=$argument
            option=''
        fi
        case $argument in
            --) break ;;
            -h | --help | -V | --version) wanted='' brief=yes && return 0 ;;
            --backend | --backends | --threads | --config | --resume) option=$argument ;;
            --backend=* | --backends=*) wanted=${argument#*=} ;;
            --threads=*) threads=${argument#*=} ;;
            --config=*) config=${argument#*=} ;;
            --resume=*) config=${argument#*=}/config.yaml plan=${argument#*=}/experiment.yaml ;;
            -*) ;;
            *)
                # not the value of an option that is not known here
                case $command/$argument in
                    sweep/*.yaml | sweep/*.yml) [ -n "$config" ] || config=$argument ;;
                esac
                command=${command:-$argument}
                ;;
        esac
    done
    case $command in
        '' | completion | config | list) wanted='' brief=yes && return 0 ;;
        backends) wanted='' listing=backends && return 0 ;;
        data) wanted='' && return 0 ;;
    esac
    if [ -n "$config" ]; then
        wanted=${wanted:-$(setting_of "$config" backend)}
        threads=${threads:-$(setting_of "$config" threads)}
    fi
    case $command in
        compare | sweep)
            all=$(backends_of "$config")$'\n'$(backends_of "$plan")
            # what the plan says of all trials comes before what it says of one
            threads=${threads:-$(setting_of "$plan" threads '  ')}
            # which of the variants name no backend cannot be told here
            [ -n "$wanted" ] || [ -f "$plan" ] || all+=$'\n'${UNROLL_BACKEND:-}
            ;;
    esac
    set -f
    for each in ${wanted//,/ } $all; do
        each=${each%%:*}
        case " $names " in
            *" $each "*) ;;
            *) names+=${names:+ }$each ;;
        esac
    done
    set +f
    wanted=${names:-${UNROLL_BACKEND:-}}
    trim wanted
    wanted=${wanted%%:*}
    case $threads in
        *[!0-9]* | 0) threads='' ;;
    esac
}

# Sets `installed` to the files plugin.properties of the plugins that are not the checkout's own.
find_installed_plugins() {
    local folder file places=()
    installed=()
    IFS=: read -r -a places <<< "${UNROLL_PLUGINS:-}"
    for folder in "$home/plugins" ${HOME:+"$HOME/.unroll/plugins"} ${places[@]+"${places[@]}"}; do
        [ -n "$folder" ] || continue
        for file in "$folder"/*/plugin.properties; do
            [ -e "$file" ] && installed+=("$file")
        done
    done
}

# Whether one of the installed plugins has this name.
is_installed() {
    local file
    for file in ${installed[@]+"${installed[@]}"}; do
        read_plugin "$file" && [ "$plugin_name" = "$1" ] && return 0
    done
    return 1
}

# Adds what a plugin asks for to `options`: the modules, and for the one that is going to be used the rest.
add_plugin() {
    local module entry name value
    read_plugin "$1" || return 0
    for module in ${plugin_modules//,/ }; do
        # the JVM would not start with a module that it does not have
        jdk_has "$module" && options+=(--add-modules "$module")
    done
    case " $wanted " in
        *" $plugin_name "*) ;;
        *) return 0 ;;
    esac
    started+=${started:+,}$plugin_name
    set -f
    # shellcheck disable=SC2206
    options+=($plugin_jvm "-Dunroll.plugins.started=$started")
    for entry in ${plugin_environment//,/ }; do
        name=${entry%%=*}
        value=${entry#*=}
        [ "$value" = '@threads' ] && value=$threads
        case $name in
            '' | [0-9]* | *[!A-Za-z0-9_]*) continue ;;
        esac
        # what the user has set stays
        [ -z "$value" ] || [ -n "${!name+set}" ] || export "$name=$value"
    done
    set +f
}

# Adds to `options` where plugins are and what those that are found ask for.
add_plugins() {
    local marker module beside=$home/plugins unbuilt='' started='' found=()
    for marker in "$home"/backend-*/src/plugin/plugin.properties; do
        read_plugin "$marker" || continue
        module=${marker%/src/plugin/plugin.properties}
        if [ -e "$module/target/plugin/$plugin_name/plugin.properties" ]; then
            found+=("$module/target/plugin/$plugin_name/plugin.properties")
            beside+=:$module/target/plugin
        else
            unbuilt+=${unbuilt:+:}$marker
        fi
    done
    options+=("-Dunroll.plugins=$beside" "-Dunroll.plugins.unbuilt=$unbuilt")
    for marker in ${installed[@]+"${installed[@]}"} ${found[@]+"${found[@]}"}; do
        add_plugin "$marker"
    done
}

# Sets plugin_module, plugin_folder and plugin_size of the checkout's module with the plugin of a name, or returns 1.
find_plugin_module() {
    local marker
    for marker in "$home"/backend-*/src/plugin/plugin.properties; do
        if read_plugin "$marker" && [ "$plugin_name" = "$1" ]; then
            plugin_module=${marker%/src/plugin/plugin.properties}
            plugin_folder=$plugin_module/target/plugin/$plugin_name
            return 0
        fi
    done
    return 1
}

# Sets `need` to first, changed or nothing.
check_plugin() {
    local stamp=$plugin_module/target/launcher.stamp
    need=first
    # a build that began and did not end leaves the second file
    [ -e "$plugin_folder/plugin.properties" ] && ! [ -e "$plugin_module/target/launcher.started" ] || return 0
    need=nothing
    if ! [ -e "$stamp" ]; then
        touch -r "$plugin_folder" "$stamp" 2> /dev/null || return 0
    fi
    if [ -n "$(find "$home/pom.xml" "$plugin_module/pom.xml" "$plugin_module/src/main" "$plugin_module/src/plugin" \
        "$home/api/pom.xml" "$home/api/src/main" -newer "$stamp" \
        ! -name '.*' ! -name '*~' -print 2> /dev/null | head -n 1)" ]; then
        need=changed
    fi
}
