#!/usr/bin/env bash
# Runs the recipes of examples/README.md for tables, as they stand there, on records of the fixtures. `pip install -r
# examples/tables/requirements.txt` gives the tools; without them it is skipped with a message.
set -euo pipefail
cd "$(dirname "$0")/../.."
recipes=$PWD/examples/README.md
for tool in sqlite-utils datasette csvlook; do
    command -v "$tool" > /dev/null || { echo "table recipes skipped: there is no $tool"; exit 0; }
done
python3 -c 'import duckdb, pandas, polars, pyarrow' 2> /dev/null ||
    { echo "table recipes skipped: Python lacks duckdb, pandas, polars or pyarrow"; exit 0; }
newsx=${NEWSX:-$PWD/target/debug/newsx}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$newsx" extract fixtures -f jsonl -q -o "$work/facts.jsonl"
cd "$work"
"$newsx" convert facts.jsonl -f claims -o claims.jsonl
"$newsx" convert facts.jsonl -f parquet -o facts.parquet
"$newsx" convert facts.jsonl -f csv -o claims.csv
"$newsx" merge facts.jsonl -o ledger.parquet -q
rows=$(wc -l < claims.jsonl)
python3 - "$rows" <<'EOF'
import datetime, json, sys, duckdb, pandas, polars, pyarrow.parquet
rows = int(sys.argv[1])
of_parquet = duckdb.sql("select * from 'facts.parquet'")
of_lines = duckdb.sql("select * from read_json('claims.jsonl')")
assert len(of_parquet) == len(of_lines) == rows, (len(of_parquet), len(of_lines), rows)
assert str(dict(zip(of_parquet.columns, of_parquet.types))["date"]) == "DATE"
same = """select count(*) from 'facts.parquet' p join read_json('claims.jsonl') c on p.doc = c.doc and p.id = c.id
          and p.text = c.text and p.start = c.start and p.value is not distinct from c.value"""
assert duckdb.sql(same).fetchall() == [(rows,)]
lines = pandas.read_json("claims.jsonl", lines=True)
assert len(lines) == rows and lines.groupby("who_name").size().sum() > 0
table = polars.read_parquet("facts.parquet")
assert table.height == rows and table.schema["date"] == polars.Date and table.schema["value"] == polars.Float64
assert table["text"].to_list() == lines["text"].to_list()
# Every cell of every row, in three readers.
expected = [json.loads(line) for line in open("claims.jsonl")]
def cells(rows):
    iso = lambda cell: cell.isoformat() if isinstance(cell, datetime.date) else cell
    return [{name: iso(cell) for name, cell in row.items()} for row in rows]
assert cells(table.to_dicts()) == expected
assert cells(pyarrow.parquet.read_table("facts.parquet").to_pylist()) == expected
assert cells(dict(zip(of_parquet.columns, row)) for row in of_parquet.fetchall()) == expected
print(rows, "rows alike in DuckDB, pandas, Polars and pyarrow")
ledger = polars.read_parquet("ledger.parquet")
assert ledger.schema["date"] == polars.Date and ledger["sources"].max() > 1
EOF
python3 - "$recipes" <<'EOF'
import re, sys, duckdb, pandas, polars
text = open(sys.argv[1]).read()
queries = re.findall(r'^duckdb -c "(.*)"$', text, re.M)
assert len(queries) == 2
assert all(duckdb.sql(query).fetchall() for query in queries)
lines = re.search(r"```python\n(.*?)```", text, re.S).group(1).splitlines()
assert len(lines) == 2
assert all(len(eval(line)) > 0 for line in lines)
print("the queries of DuckDB, pandas and Polars find something")
EOF
mkdir bin && ln -s "$newsx" bin/newsx
export PATH=$PWD/bin:$PATH
grep -E '^(sqlite-utils|newsx convert facts.jsonl -f csv) ' "$recipes" > recipes.sh
[ "$(wc -l < recipes.sh)" = 4 ]
bash -euo pipefail recipes.sh > read.txt
grep -q '"text".*ferry' read.txt && grep -q '| event ' read.txt
datasette --get '/facts/claims.json?_search=ferry&_shape=array' facts.db | grep -q ferry
echo "SQLite, Datasette and csvkit read them too"
