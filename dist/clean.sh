#!/bin/sh
# The main job with a static binary, or a Debian package, that is alone in an empty root, as in the container: no shell, no
# library, no file but an article. Needs root, or a kernel that lets users have namespaces of their own.
set -eu
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
case $1 in
*.deb)
    mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates"
    touch "$root/var/lib/dpkg/status"
    dpkg --root="$root" --install "$1"
    newsx=/usr/bin/newsx
    ;;
*)
    cp "$1" "$root/newsx"
    newsx=/newsx
    ;;
esac
mkdir "$root/data"
echo "Rebels attacked the port of Kesh on Saturday, killing nine people, the army said." > "$root/data/a.txt"
within() { unshare --map-root-user --root="$root" --wd=/data "$newsx" "$@"; }
within extract -q a.txt -d 2025-07-21 -f jsonl -o a.jsonl
within verify a.jsonl
within convert a.jsonl -f md | grep -q "nine people"
within extract -q a.txt -d 2025-07-21 -f json,html,parquet -o out/
grep -q '"2025-07-19"' "$root/data/a.jsonl"
find "$root" -type f | sort
