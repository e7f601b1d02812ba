#!/bin/sh
# Packs the binary of a target with its manual page, completions and licences.
set -eu
cd "$(dirname "$0")/.."
target=$1
name=newsx-$target
binary=target/$target/dist/newsx
folder=target/archives/$name
rm -rf "$folder"
mkdir -p "$folder"
cp "$binary" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE src/language/models/MODELS.md "$folder"
"$binary" generate man > "$folder/newsx.1"
for shell in bash zsh fish; do
    "$binary" generate completions "$shell" > "$folder/newsx.$shell"
done
cd target/archives
tar -czf "$name.tar.gz" "$name"
sha256sum "$name.tar.gz" > "$name.tar.gz.sha256"
