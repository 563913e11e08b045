#!/bin/sh
# Makes the AOT cache of the product whose jars are in LIB, with the Java it will run on. usage: train.sh LIB JAVA_HOME
set -eu
lib=$1
java_home=$2
rm -f "$lib/hullmark.aot"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
HULLMARK_HOME=$work/home "$java_home/bin/java" -Xlog:disable -XX:AOTCacheOutput="$lib/hullmark.aot" -XX:+UseSerialGC \
    -XX:-UsePerfData --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$lib/hullmark.jar" \
    dev.hullmark.cli.AotTraining "$work" >"$lib/training.log" 2>&1
