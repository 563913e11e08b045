#!/bin/sh
# Completes the staged product, whose jars are in lib/, and puts it in place. usage: assemble.sh STAGING PRODUCT JAVA_HOME
set -eu
staging=$1
product=$2
java_home=$3
here=${0%/*}

mkdir -p "$staging/bin"
cp "$here/../bin/hullmark" "$staging/bin/hullmark"
chmod 755 "$staging/bin/hullmark"
cp "$here/java.sh" "$staging/lib/java.sh"
mkdir -p "$staging/share" && cp -R "$here/../rejudge" "$staging/share/"
printf '%s\n' "$java_home" >"$staging/lib/java-home"
mv "$staging"/lib/hullmark-cli-*.jar "$staging/lib/hullmark.jar"

# What only a server needs, less what is there already.
mkdir -p "$staging/lib/server"
mv "$staging"/lib/keyless/hullmark-server-*.jar "$staging/lib/server/"
for jar in "$here"/../../../../server/target/jars/*.jar; do
    [ -e "$staging/lib/${jar##*/}" ] || cp "$jar" "$staging/lib/server/"
done

cp "$here"/../bin/*-options "$staging/lib/"
commit=$(git -C "$here" rev-parse HEAD 2>/dev/null) && printf '%s\n' "$commit" >"$staging/lib/commit"

# One training run makes the AOT cache. Without one everything works, only slower.
sh "$here/train.sh" "$staging/lib" "$java_home" ||
    echo "hullmark: the AOT training run failed; see $product/lib/training.log" >&2

rm -rf "$product.old"
[ ! -e "$product" ] || mv "$product" "$product.old"
mv "$staging" "$product"
rm -rf "$product.old"
touch "$product/lib/built"
