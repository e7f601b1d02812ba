#!/usr/bin/env bash
# Has the tools that exports are made for read them: Label Studio's own check of tasks (`pip install -r
# examples/annotation/requirements.txt`), brat's own reader (BRAT=DIR, a clone of nlplab/brat), and the schemas of the
# W3C's tests of Web Annotation (WEB_ANNOTATION=DIR, a clone of w3c/web-annotation-tests). What is not there is skipped
# with a message.
set -euo pipefail
cd "$(dirname "$0")/../.."
newsx=${NEWSX:-$PWD/target/debug/newsx}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Code points beyond UTF-16's first plane, Windows line breaks, a tab, a quote over two lines.
printf 'On Monday 🚀 Żaneta Kowalska said “the ferry\nsank with 214 people on board”.\r\n\r\nA\ttab 🇵🇱: he paid $4.5 million in May.\n' > "$work/odd.txt"
"$newsx" extract fixtures/*.txt tests/browser/hostile.txt "$work/odd.txt" -d 2025-03-14 -q -o "$work/facts.jsonl"
"$newsx" convert "$work/facts.jsonl" -f label-studio,web-annotation,brat,text -o "$work/out/"
"$newsx" convert "$work/facts.jsonl" -f label-studio -o "$work/all.json"
python3 examples/annotation/check.py "$work/facts.jsonl" "$work/out" "$work/all.json"
