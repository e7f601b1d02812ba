#!/usr/bin/env bash
# Runs newsx_spark.py on a local cluster of two workers and compares what it makes with what the plain command makes.
#
#   examples/spark/test.sh path/to/newsx corpus.jsonl
#
# Needs Java 17 and `pip install pyspark`.
set -euo pipefail
newsx=$(realpath "$1") corpus=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SPARK_LOCAL_IP=127.0.0.1

# Two worker processes of one core and one gigabyte each.
on_cluster() {
    spark-submit --master 'local-cluster[2,1,1024]' "$here/newsx_spark.py" --newsx "$newsx" "$@" 2> "$folder/log" ||
        { cat "$folder/log"; exit 1; }
    workers=$(grep -o 'Executor added: [^ ]* on [^ ]*' "$folder/log" | sort -u | wc -l)
    [ "$workers" -ge 2 ] || { echo "$workers workers, not two"; exit 1; }
}
# The exit status 1 says that some input failed, which a corpus may hold.
plain() { "$newsx" extract "$@" -q || [ $? -eq 1 ]; }
# A folder of Parquet as lines of JSON, each row's nulls left out, sorted.
rows() {
    python3 - "$1" 2> "$folder/log" <<'PYTHON' || { cat "$folder/log"; exit 1; }
import sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").getOrCreate()
print("\n".join(sorted(spark.read.parquet(sys.argv[1]).toJSON().collect())))
PYTHON
}
# The same of `-f claims`: all numbers with a fraction, as the columns have them.
claims() {
    python3 -c '
import json, sys
rows = []
for line in sys.stdin:
    row = {key: value for key, value in json.loads(line).items() if value is not None}
    row.update({key: float(row[key]) for key in ("value", "low", "high") if key in row})
    rows.append(row)
for row in sorted(json.dumps(row, sort_keys=True) for row in rows):
    print(row)'
}

on_cluster --format jsonl --partitions 4 "$corpus" "$folder/records"
cat "$folder"/records/part-* > "$folder/spark.jsonl"
plain "$corpus" -f jsonl > "$folder/plain.jsonl"
cmp "$folder/spark.jsonl" "$folder/plain.jsonl"
echo "the same $(wc -l < "$folder/plain.jsonl") records"

on_cluster --partitions 4 "$corpus" "$folder/claims.parquet"
plain "$corpus" -f claims | claims > "$folder/plain.claims"
rows "$folder/claims.parquet" | claims > "$folder/spark.claims"
cmp "$folder/spark.claims" "$folder/plain.claims"
echo "the same $(wc -l < "$folder/plain.claims") claims"

# Two archives of the first articles, as pages.
python3 - "$corpus" "$folder" <<'PYTHON'
import gzip, html, json, sys
corpus, folder = sys.argv[1:]
articles = [json.loads(line) for line, _ in zip(open(corpus, encoding="utf-8"), range(20))]
for number in (0, 1):
    with open(f"{folder}/{number}.warc.gz", "wb") as archive:
        for article in articles[number::2]:
            text = "".join(f"<p>{html.escape(line)}</p>" for line in article["text"].splitlines() if line)
            page = f"<html><body><article>{text}</article></body></html>".encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
            head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:{article['id']}>\r\n"
                    f"WARC-Target-URI: https://news.example/{article['id']}\r\n"
                    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n")
            archive.write(gzip.compress(head.encode() + http + b"\r\n\r\n"))
PYTHON
on_cluster --format jsonl --warc "$folder/0.warc.gz" "$folder/1.warc.gz" "$folder/pages"
plain "$folder/0.warc.gz" "$folder/1.warc.gz" -f jsonl > "$folder/plain.jsonl"
cat "$folder"/pages/part-* | cmp - "$folder/plain.jsonl"
echo "the same $(wc -l < "$folder/plain.jsonl") records of two archives"

on_cluster --merge --partitions 4 "$corpus" "$folder/ledger.json"
plain "$corpus" -f jsonl > "$folder/plain.jsonl"
"$newsx" merge -q "$folder/plain.jsonl" | cmp - "$folder/ledger.json"
echo "the same ledger"
