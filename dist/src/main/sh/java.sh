# Sourced by the launchers: sets `java_home` to the first JDK or runtime of Java 25 or newer, or to nothing.
# Forks nothing: every JDK tells its version in its `release` file.

java_is_new_enough() { # DIRECTORY
    [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
    while IFS='=' read -r key value; do
        [ "$key" = JAVA_VERSION ] || continue
        value=${value#\"}
        value=${value%%[!0-9]*}
        [ "${value:-0}" -ge 25 ]
        return
    done <"$1/release"
    return 1
}

find_java() {
    for java_home in "${HULLMARK_JAVA:-}" "${JAVA_HOME:-}"; do
        [ -n "$java_home" ] && java_is_new_enough "$java_home" && return
    done
    # The one on the PATH, links followed.
    if java_home=$(command -v java) && java_home=$(readlink -f "$java_home" 2>/dev/null); then
        java_home=${java_home%/bin/java}
        java_is_new_enough "$java_home" && return
    fi
    for java_home in /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        java_is_new_enough "$java_home" && return
    done
    java_home=
}
