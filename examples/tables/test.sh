#!/usr/bin/env bash
# Runs the recipes for tables on records of the fixtures. Needs Python with duckdb, sqlite-utils, pandas, polars, csvkit.
set -euo pipefail
cd "$(dirname "$0")/../.."
newsx=${NEWSX:-$PWD/target/debug/newsx}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$newsx" extract fixtures -f jsonl -q -o "$work/facts.jsonl"
cd "$work"
"$newsx" convert facts.jsonl -f claims -o claims.jsonl
"$newsx" convert facts.jsonl -f parquet -o facts.parquet
"$newsx" convert facts.jsonl -f csv -o claims.csv
rows=$(wc -l < claims.jsonl)
python3 - "$rows" <<'EOF'
import sys, duckdb, pandas, polars
rows = int(sys.argv[1])
of_parquet = duckdb.sql("select * from 'facts.parquet'")
of_lines = duckdb.sql("select * from read_json('claims.jsonl')")
assert len(of_parquet) == len(of_lines) == rows, (len(of_parquet), len(of_lines), rows)
assert str(dict(zip(of_parquet.columns, of_parquet.types))["date"]) == "DATE"
same = """select count(*) from 'facts.parquet' p join read_json('claims.jsonl') c on p.doc = c.doc and p.id = c.id
          and p.text = c.text and p.start = c.start and p.value is not distinct from c.value"""
assert duckdb.sql(same).fetchone()[0] == rows
lines = pandas.read_json("claims.jsonl", lines=True)
assert len(lines) == rows and lines.groupby("who_name").size().sum() > 0
table = polars.read_parquet("facts.parquet")
assert table.height == rows and table.schema["date"] == polars.Date and table.schema["value"] == polars.Float64
assert table["text"].to_list() == lines["text"].to_list()
print(rows, "rows alike in DuckDB, pandas and Polars")
EOF
sqlite-utils insert facts.db claims claims.jsonl --nl --pk doc --pk id
sqlite-utils enable-fts facts.db claims text content
sqlite-utils search facts.db claims 'ferry' -c doc -c text | grep -q ferry
csvcut -c date,type,text claims.csv | csvlook | grep -q event
echo "SQLite and csvkit read them too"
