#!/usr/bin/env bash
# Runs newsx_spark.py on a local cluster of two workers and compares its lines with those of the plain command.
#
#   examples/spark/test.sh path/to/newsx corpus.jsonl
#
# Needs Java 17 and `pip install pyspark`.
set -euo pipefail
newsx=$(realpath "$1") corpus=$(realpath "$2")
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Two worker processes of one core and one gigabyte each.
spark-submit --master 'local-cluster[2,1,1024]' "$here/newsx_spark.py" \
    --newsx "$newsx" --format jsonl --as text --partitions 4 "$corpus" "$folder/lines"
cat "$folder"/lines/part-* > "$folder/spark.jsonl"
"$newsx" extract "$corpus" -f jsonl -q > "$folder/plain.jsonl" || [ $? -eq 1 ]
cmp "$folder/spark.jsonl" "$folder/plain.jsonl"

spark-submit --master 'local-cluster[2,1,1024]' "$here/newsx_spark.py" \
    --newsx "$newsx" --partitions 4 "$corpus" "$folder/claims"
claims=$("$newsx" extract "$corpus" -f claims -q | wc -l)
rows=$(python3 -c "
import sys
from pyspark.sql import SparkSession
print(SparkSession.builder.master('local[1]').getOrCreate().read.parquet(sys.argv[1]).count())" "$folder/claims" 2>/dev/null)
[ "$claims" = "$rows" ] || { echo "$rows rows of Parquet, $claims claims"; exit 1; }
echo "the same $(wc -l < "$folder/plain.jsonl") records and $claims claims"
