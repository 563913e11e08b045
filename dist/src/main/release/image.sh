# Sourced by dist/release: images of the scanner alone and of the server, each one file that is an OCI layout and that
# `docker load` takes too.
#
# From scratch: no shell, no package manager. Of a distribution there are only the C library that the runtime is linked
# with and one locale, taken from the building machine's Debian with their package records, so that any scanner sees them.

libraries='ld-linux-x86-64.so.2 libc.so.6 libdl.so.2 libm.so.6 libpthread.so.0 librt.so.1'

# A package's record, licence and the given files of it, each proved to be as the package brought it.
take() { # TREE PACKAGE FILE…
    tree=$1 package=$2
    shift 2
    mkdir -p "$tree/var/lib/dpkg/status.d" "$tree/usr/share/doc/$package"
    # shellcheck disable=SC2016
    dpkg-query -W -f='Package: ${Package}\nSource: ${source:Package} (${source:Version})\nVersion: ${Version}\nArchitecture: ${Architecture}\nMaintainer: ${Maintainer}\nDescription: ${binary:Summary}\n' \
        "$package" >"$tree/var/lib/dpkg/status.d/$package"
    cp -L "/usr/share/doc/$package/copyright" "$tree/usr/share/doc/$package/copyright"
    sums=$(dpkg-query --control-path "$package" md5sums)
    for file in "$@"; do
        mkdir -p "$tree/$(dirname "$file")"
        cp -L "/$file" "$tree/$file"
        grep -F -e "  $file" "$sums" >>"$tree/var/lib/dpkg/status.d/$package.md5sums"
    done
    (cd "$tree" && md5sum --quiet -c "var/lib/dpkg/status.d/$package.md5sums") >&2
}

base() { # TREE
    mkdir -p "$1/etc" "$1/lib64" "$1/work"
    # shellcheck disable=SC2046
    take "$1" libc6 $(printf 'lib/x86_64-linux-gnu/%s ' $libraries)
    take "$1" libc-bin usr/lib/locale/C.utf8/LC_CTYPE
    take "$1" base-files usr/lib/os-release
    ln -s ../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2 "$1/lib64/ld-linux-x86-64.so.2"
    ln -s ../usr/lib/os-release "$1/etc/os-release"
    echo 'hullmark:x:65532:65532::/state:/nonexistent' >"$1/etc/passwd"
    echo 'hullmark:x:65532:' >"$1/etc/group"
    settle "$1"
}

# Puts a layer's tar, WORK/layer.tar, among the blobs; prints its entry of diff_ids and of the manifest.
layer() { # WORK NUMBER
    gzip -n <"$1/layer.tar" >"$1/layer.tar.gz"
    sha256sum "$1/layer.tar" | cut -d ' ' -f 1 >"$1/diff.$2"
    rm "$1/layer.tar"
    blob "$1" "$1/layer.tar.gz" >"$1/blob.$2"
}

# Moves a file to where its digest says; prints digest and size.
blob() { # WORK FILE
    digest=$(sha256sum "$2" | cut -d ' ' -f 1)
    size=$(wc -c <"$2")
    mv "$2" "$1/layout/blobs/sha256/$digest"
    echo "$digest $size"
}

descriptor() { # TYPE, and DIGEST SIZE from standard input
    read -r digest size
    printf '{"mediaType":"%s","digest":"sha256:%s","size":%s}' "$1" "$digest" "$size"
}

image() { # STAGE WORK FILE REPOSITORY
    work_image=$2 repository=$4
    mkdir -p "$work_image/layout/blobs/sha256" "$work_image/base" "$work_image/empty/state" "$work_image/empty/tmp" \
        "$work_image/app/usr/lib" "$work_image/aot/usr/lib/hullmark/lib"
    base "$work_image/base"
    chmod 1777 "$work_image/empty/tmp"
    cp -a "$1" "$work_image/app/usr/lib/hullmark"
    rm -rf "$work_image/app/usr/lib/hullmark/bin" "$work_image/app/usr/lib/hullmark/share"
    mv "$work_image/app/usr/lib/hullmark/lib/hullmark.aot" "$work_image/aot/usr/lib/hullmark/lib/"
    lib=/usr/lib/hullmark/lib
    case $repository in
    hullmark)
        rm -r "$work_image/app$lib/server"
        what='Container security scanner' options=java-options classes=$lib/hullmark.jar
        more='' command='["--help"]' directory=/work environment='' serves='' properties=''
        ;;
    hullmark-server)
        # A server checks no signatures.
        rm -r "$work_image/app$lib/keyless"
        what='Judges every image again, daily' options=server-options classes="$lib/hullmark.jar:$lib/server/*"
        more=',"server"' command='[]' directory=/state properties="\"-Dorg.sqlite.lib.path=$lib/server\","
        # As variables, so that who asks for its health sees them too.
        environment=',"HULLMARK_SERVER_LISTEN=0.0.0.0:8080","HULLMARK_SERVER_DATA=/state"'
        asks="\"/usr/lib/hullmark/runtime/bin/java\",\"@$lib/java-options\",\"-XX:AOTCache=$lib/hullmark.aot\""
        asks="$asks,\"-cp\",\"$lib/hullmark.jar\",\"dev.hullmark.cli.Main\",\"server\",\"--healthy\""
        seconds=000000000
        serves="\"ExposedPorts\":{\"8080/tcp\":{}},\"Healthcheck\":{\"Test\":[\"CMD\",$asks],\"Interval\":30$seconds"
        serves="$serves,\"Timeout\":10$seconds,\"StartPeriod\":120$seconds,\"Retries\":3},"
        ;;
    esac

    # Files and no pipes: of these a shell takes the last one's failure alone for one.
    pack "$work_image/base" etc lib lib64 usr var work >"$work_image/layer.tar"
    tar --append --file="$work_image/layer.tar" --directory="$work_image/empty" --format=ustar --sort=name \
        --mtime="@$SOURCE_DATE_EPOCH" --owner=65532 --group=65532 --numeric-owner state tmp
    layer "$work_image" 1
    pack "$work_image/app" usr/lib/hullmark >"$work_image/layer.tar"
    layer "$work_image" 2
    pack "$work_image/aot" usr/lib/hullmark/lib/hullmark.aot >"$work_image/layer.tar"
    layer "$work_image" 3

    created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
    diffs=$(sed 's/.*/"sha256:&"/' "$work_image/diff.1" "$work_image/diff.2" "$work_image/diff.3" | paste -s -d ,)
    cat >"$work_image/config" <<JSON
{"architecture":"amd64","os":"linux","created":"$created","config":{"User":"65532:65532",$serves"WorkingDir":"$directory","Volumes":{"/state":{}},"Env":["PATH=/usr/bin:/bin","LC_ALL=C.UTF-8","HULLMARK_HOME=/state"$environment],"Entrypoint":["/usr/lib/hullmark/runtime/bin/java","@$lib/$options","-XX:AOTCache=$lib/hullmark.aot",$properties"-cp","$classes","dev.hullmark.cli.Main"$more],"Cmd":$command,"Labels":{"org.opencontainers.image.title":"Hullmark","org.opencontainers.image.description":"$what","org.opencontainers.image.version":"$version","org.opencontainers.image.revision":"$commit","org.opencontainers.image.created":"$created","org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":[$diffs]},"history":[{"created":"$created","created_by":"C library, locale, user"},{"created":"$created","created_by":"Java runtime and Hullmark $version"},{"created":"$created","created_by":"AOT cache"}]}
JSON
    layers='' names=''
    for number in 1 2 3; do
        layers="$layers${layers:+,}$(descriptor application/vnd.oci.image.layer.v1.tar+gzip <"$work_image/blob.$number")"
        names="$names${names:+,}\"blobs/sha256/$(cut -d ' ' -f 1 "$work_image/blob.$number")\""
    done
    blob "$work_image" "$work_image/config" >"$work_image/blob.config"
    config=$(descriptor application/vnd.oci.image.config.v1+json <"$work_image/blob.config")
    media=application/vnd.oci.image.manifest.v1+json
    printf '{"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}' $media "$config" "$layers" >"$work_image/manifest"
    manifest=$(blob "$work_image" "$work_image/manifest" | descriptor $media)

    layout=$work_image/layout
    printf '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}' \
        "${manifest%\}},\"platform\":{\"architecture\":\"amd64\",\"os\":\"linux\"},\"annotations\":{\"org.opencontainers.image.ref.name\":\"$version\",\"io.containerd.image.name\":\"docker.io/library/$repository:$version\"}}" \
        >"$layout/index.json"
    printf '[{"Config":"blobs/sha256/%s","RepoTags":["%s:%s"],"Layers":[%s]}]' \
        "$(cut -d ' ' -f 1 "$work_image/blob.config")" "$repository" "$version" "$names" >"$layout/manifest.json"
    chmod -R u=rwX,go=rX "$layout"
    pack "$layout" blobs index.json manifest.json oci-layout >"$3"
}
