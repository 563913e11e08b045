#!/bin/sh
# Builds the product from its source tree, once however many ask at the same time. usage: build.sh ROOT
root=$(CDPATH= cd -- "$1" && pwd) || exit 2
. "$root/dist/src/main/sh/java.sh"
find_java
if [ -z "$java_home" ]; then
    echo "hullmark: building needs a JDK 25 or newer; install one, or set JAVA_HOME to it." >&2
    exit 2
fi
if ! command -v mvn >/dev/null; then
    echo "hullmark: building needs Maven 3.8 or newer; install it (for instance: apt-get install maven)." >&2
    exit 2
fi

if [ ! -w "$root/dist" ]; then
    echo "hullmark: it must be built anew, and $root/dist can't be written; run ./hullmark as its owner once." >&2
    exit 2
fi

# mkdir is the one lock that every POSIX system has. A lock whose owner is gone is taken over.
lock=$root/dist/.build-lock
until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null)
    # One killed before it could write its number leaves none.
    [ -n "$owner" ] || nameless=$((${nameless:-0} + 1))
    if { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; } || [ "${nameless:-0}" -gt 10 ]; then
        nameless=0
        rm -rf "$lock"
        continue
    fi
    [ -n "${told:-}" ] || echo "hullmark: another build is running (process ${owner:-unknown}); waiting for it." >&2
    told=yes
    sleep 1
done
echo $$ >"$lock/pid"
trap 'rm -rf "$lock"' EXIT
trap 'exit 130' INT TERM

if [ -n "${told:-}" ] && [ -e "$root/dist/target/hullmark/lib/built" ]; then exit 0; fi
echo "hullmark: building with $java_home (the first build fetches its libraries; a minute or two) ..." >&2
log=$root/dist/.build-log
if ! (cd "$root" && JAVA_HOME=$java_home mvn -q -Dmaven.test.skip=true -Dspotless.check.skip=true -pl dist -am package) >"$log" 2>&1; then
    grep -m 5 'ERROR.*\.java:' "$log" >&2 || grep -m 5 ERROR "$log" >&2
    echo "hullmark: the build failed; the whole log is in $log" >&2
    exit 2
fi
echo "hullmark: built." >&2
