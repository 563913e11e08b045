# Sourced by dist/release: the program with a Java of its own, as a folder.

# The same files give the same bytes: sorted, of nobody, all of one time.
pack() { # DIRECTORY NAME… > tar
    directory=$1
    shift
    tar --create --directory="$directory" --format=ustar --sort=name --mtime="@$SOURCE_DATE_EPOCH" \
        --owner=0 --group=0 --numeric-owner "$@"
}

# One time and plain rights for all files, before the AOT cache remembers the times of the jars.
settle() { # DIRECTORY
    chmod -R u=rwX,go=rX "$1"
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# What the jars need of the JDK. Jackson's support of JavaBeans, SQL and DOM types is left out: it looks whether they are
# there, and nothing here uses them.
modules() { # LIB JAVA_HOME
    "$2/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
        -include '(?!tools\.jackson\.databind\.ext\.).*' --class-path "$1/*:$1/server/*:$1/keyless/*" \
        "$1"/*.jar "$1"/*/*.jar 2>/dev/null | tail -n 1
}

folder() { # PRODUCT STAGE JAVA_HOME
    mkdir -p "$2/bin" "$2/lib"
    cp "$1/bin/hullmark" "$2/bin/hullmark"
    cp "$1"/lib/*.jar "$1"/lib/*-options "$2/lib/"
    cp -R "$1/lib/server" "$1/lib/keyless" "$2/lib/"
    printf '%s\n' "$commit" >"$2/lib/commit"
    cp "$root/LICENSE" "$root/CHANGELOG.md" "$2/"

    "$3/bin/jlink" --add-modules "$(modules "$2/lib" "$3")" --strip-debug --no-header-files --no-man-pages \
        --output "$2/runtime"

    share=$2/share
    mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/site-functions"
    "$2/bin/hullmark" reference man | gzip -n -9 >"$share/man/man1/hullmark.1.gz"
    "$2/bin/hullmark" completion >"$share/bash-completion/completions/hullmark"
    "$2/bin/hullmark" completion zsh >"$share/zsh/site-functions/_hullmark"

    settle "$2"
    sh "$root/dist/src/main/sh/train.sh" "$2/lib" "$2/runtime"
    rm -f "$2/lib/training.log"
    settle "$2"
}
