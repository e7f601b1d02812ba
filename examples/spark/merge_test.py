#!/usr/bin/env python3
"""The merge by partitions without Spark: the functions of newsx_spark.py in processes of their own give the ledger of one run.

    examples/spark/merge_test.py path/to/newsx corpus.jsonl
"""
import multiprocessing
import os
import subprocess
import sys
import tempfile

from newsx_spark import ledger, merged, month, output, partition


def work(job):
    newsx, records = job
    return list(ledger(newsx, records))


def main():
    newsx, corpus = sys.argv[1:]
    lines = list(output([newsx, "extract", "-q", "-f", "jsonl", corpus]))
    with tempfile.TemporaryDirectory() as folder:
        records, whole = os.path.join(folder, "records.jsonl"), os.path.join(folder, "whole.json")
        with open(records, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in lines)
        subprocess.run([newsx, "merge", "-q", records, "-o", whole], check=True)
        for partitions in (1, 3, 8):
            parts = [[] for _ in range(partitions)]
            for line in lines:
                parts[partition(month(line), partitions)].append(line)
            with multiprocessing.Pool(2) as pool:
                ledgers = [line for lines_of_one in pool.map(work, [(newsx, part) for part in parts]) for line in lines_of_one]
            path = os.path.join(folder, f"{partitions}.json")
            merged(newsx, ledgers, path)
            assert open(path, "rb").read() == open(whole, "rb").read(), f"{partitions} partitions give another ledger"
            print(f"the same ledger of {len(lines)} records from {len(ledgers)} ledgers")


if __name__ == "__main__":
    main()
