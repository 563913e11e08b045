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

# Nothing here draws or compiles: what of the libraries asks for these (JDBI's JavaBeans, pgjdbc's AWT points, mail with
# pictures as objects, a login through this machine's browser) is never called. The desktop alone is 25 MB, half of it
# decoders of pictures and fonts in C. Jackson looks whether its parts for them are there.
unwanted='java\.desktop|java\.compiler'

# What the jars need of the JDK. Each class path on its own: the server and keyless bring different versions of one library.
modules() { # LIB JAVA_HOME
    all=''
    for more in . server keyless; do
        [ $more = . ] && jars="$1/*.jar" || jars="$1/*.jar $1/$more/*.jar"
        # shellcheck disable=SC2086
        found=$("$2/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
            -include '(?!tools\.jackson\.databind\.ext\.).*' --class-path "$1/*:$1/$more/*" $jars) || {
            printf '%s\n' "$found" >&2
            return 1
        }
        all=$all,$(printf '%s\n' "$found" | tail -n 1)
    done
    printf '%s\n' "${all#,}" | tr , '\n' | sort -u | grep -vxE "$unwanted" | paste -s -d ,
}

folder() { # PRODUCT STAGE JAVA_HOME
    mkdir -p "$2/bin" "$2/lib"
    cp "$1/bin/hullmark" "$2/bin/hullmark"
    cp "$1"/lib/*.jar "$1"/lib/*-options "$2/lib/"
    cp -R "$1/lib/server" "$1/lib/keyless" "$2/lib/"
    # The driver would unpack this at each start into /tmp, where containers and careful machines let nothing be executed.
    (cd "$2/lib/server" && "$3/bin/jar" --extract --file sqlite-jdbc-*.jar org/sqlite/native/Linux/x86_64/libsqlitejdbc.so)
    mv "$2/lib/server/org/sqlite/native/Linux/x86_64/libsqlitejdbc.so" "$2/lib/server/"
    rm -r "$2/lib/server/org"
    printf '%s\n' "$commit" >"$2/lib/commit"
    cp "$root/LICENSE" "$root/CHANGELOG.md" "$2/"

    needed=$(modules "$2/lib" "$3")
    "$3/bin/jlink" --add-modules "$needed" --strip-debug --no-header-files --no-man-pages \
        --output "$2/runtime"

    share=$2/share
    mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/site-functions"
    "$2/bin/hullmark" reference man >"$share/man/man1/hullmark.1"
    gzip -n -9 "$share/man/man1/hullmark.1"
    "$2/bin/hullmark" completion >"$share/bash-completion/completions/hullmark"
    "$2/bin/hullmark" completion zsh >"$share/zsh/site-functions/_hullmark"

    settle "$2"
    sh "$root/dist/src/main/sh/train.sh" "$2/lib" "$2/runtime"
    rm -f "$2/lib/training.log"
    settle "$2"
}
