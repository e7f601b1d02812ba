#!/bin/sh
# The main job with a binary: an article becomes a record, the record verifies, and a report comes of it.
set -eu
newsx=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "Rebels attacked the port of Kesh on Saturday, killing nine people, the army said." > "$folder/a.txt"
"$newsx" extract -q "$folder/a.txt" -d 2025-07-21 -f jsonl -o "$folder/a.jsonl"
"$newsx" verify "$folder/a.jsonl"
"$newsx" convert "$folder/a.jsonl" -f md | grep -q "nine people"
grep -q '"2025-07-19"' "$folder/a.jsonl"
"$newsx" --version
