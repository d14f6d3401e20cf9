# shellcheck shell=bash
# Keeps an archive of the app's classes (CDS), loaded and verified once; sourced by the launcher. It only saves time: the
# JVM itself makes sure that JDK and jars are those that it was made of, and else goes on without it. Each JDK has one of
# its own, named by its folder, so that two that are used in turn do not remake it each time.
MOST_ARCHIVES=3

# Sets `archive` to where it is, `archive_of` to the file that says what it was made of, and `archive_key` to what that
# must say. Returns 1 if it is to be made.
check_archive() {
    local line='' jdk=${JDK//[!A-Za-z0-9.-]/_}
    # the end of a path tells more than its beginning
    [ "${#jdk}" -le 100 ] || jdk=${jdk: -100}
    archive=$distribution/classes-$jdk.jsa
    archive_of=$distribution/classes-$jdk.of
    archive_key="$JDK $JDK_BUILD $distribution"
    [ -r "$archive_of" ] && IFS= read -r line < "$archive_of"
    [ "$line" = "$archive_key" ]
}

# Makes it from a training too small to take time. What goes wrong is not the user's concern, but is not tried again.
make_archive() {
    local folder=$distribution/archive.tmp
    check_archive && return 0
    rm -rf "$folder"
    mkdir -p "$folder" 2> /dev/null || return 0
    printf 'one\ntwo\nthree\nfour\n%.0s' 1 2 3 4 5 6 7 8 9 10 > "$folder/lines.txt"
    (
        unset UNROLL_BACKEND UNROLL_PLUGINS UNROLL_DEBUG JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS
        export HOME=$folder
        cd "$folder" && exec "$JDK/bin/java" -XX:ArchiveClassesAtExit=classes.jsa "${jvm_options[@]}" \
            -XX:+UseSerialGC -m unroll.app/unroll.app.Main train --data lines.txt --hidden 8 --epochs 2 --out run
    ) < /dev/null > /dev/null 2>&1 3>&1
    if [ -s "$folder/classes.jsa" ]; then
        mv -f "$folder/classes.jsa" "$archive" 2> /dev/null
    else
        rm -f "$archive"
    fi
    printf '%s\n' "$archive_key" 2> /dev/null > "$archive_of"
    rm -rf "$folder"
    drop_archives
}

# Deletes those that were made before the last few; of an earlier version's one nobody else knows.
drop_archives() {
    local file number=0
    rm -f "$distribution/classes.jsa" "$distribution/classes.of"
    while IFS= read -r file; do
        number=$((number + 1))
        [ "$number" -le "$MOST_ARCHIVES" ] || rm -f "$file" "${file%.of}.jsa"
    done < <(ls -t "$distribution"/classes-*.of 2> /dev/null)
}
