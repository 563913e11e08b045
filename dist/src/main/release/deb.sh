# Sourced by dist/release: the folder as a Debian package.

deb() { # STAGE WORK FILE
    tree=$2
    mkdir -p "$tree/DEBIAN" "$tree/usr/lib/hullmark" "$tree/usr/bin" "$tree/usr/share/zsh" "$tree/usr/share/doc/hullmark"
    cp -a "$1/bin" "$1/lib" "$1/runtime" "$tree/usr/lib/hullmark/"
    ln -s ../lib/hullmark/bin/hullmark "$tree/usr/bin/hullmark"
    cp -a "$1/share/man" "$1/share/bash-completion" "$tree/usr/share/"
    cp -a "$1/share/zsh/site-functions" "$tree/usr/share/zsh/vendor-completions"
    gzip -n -9 <"$1/CHANGELOG.md" >"$tree/usr/share/doc/hullmark/changelog.gz"
    {
        echo "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/"
        echo "Upstream-Name: Hullmark"
        echo "Comment: The Java runtime's licences are in /usr/lib/hullmark/runtime/legal, those of the libraries in their jars."
        echo
        echo "Files: *"
        echo "Copyright: The Hullmark authors"
        echo "License: Apache-2.0"
        sed 's/^$/./; s/^/ /' "$1/LICENSE"
    } >"$tree/usr/share/doc/hullmark/copyright"

    {
        echo "Package: hullmark"
        echo "Version: $version"
        echo "Architecture: amd64"
        echo "Maintainer: $(git -C "$root" log -1 --format='%an <%ae>')"
        # An estimate by definition: the AOT cache, never twice of one size, counts as 24 MB.
        echo "Installed-Size: $(($(du -sk --apparent-size --exclude=hullmark.aot "$tree/usr" | cut -f 1) + 24000))"
        # What the runtime's libraries are linked with; Temurin is built on a glibc as old as this.
        echo "Depends: libc6 (>= 2.17)"
        echo "Section: admin"
        echo "Priority: optional"
        echo "Description: container security scanner"
        echo " Finds the packages inside container images, archives and directories, judges"
        echo " them by known vulnerabilities, and says of every finding where it comes from."
        echo " Brings its own Java runtime."
    } >"$tree/DEBIAN/control"
    (cd "$tree" && find usr -type f | LC_ALL=C sort | xargs md5sum) >"$tree/DEBIAN/md5sums"
    settle "$tree"
    dpkg-deb --root-owner-group -Zxz -z2 --build "$tree" "$3" >/dev/null
}
