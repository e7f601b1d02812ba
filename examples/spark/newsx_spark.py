#!/usr/bin/env python3
"""Runs newsx over a corpus with Apache Spark.

    spark-submit newsx_spark.py --newsx /opt/newsx corpus/*.jsonl claims.parquet
    spark-submit newsx_spark.py --newsx /opt/newsx --format jsonl corpus.jsonl records
    spark-submit newsx_spark.py --newsx /opt/newsx --warc crawl-*.warc.gz claims.parquet
    spark-submit newsx_spark.py --newsx /opt/newsx --merge corpus/*.jsonl ledger.json

newsx is a filter here, as in a shell: the lines of each partition go through one `newsx extract`, so that a worker
needs nothing but the binary. An archive cannot be cut into lines; with --warc each is a task of its own, read by the
worker from a path that all workers see. Inputs that cannot be read come back as records with `error`.

With --merge the records of each partition, which holds articles of the same months, go through `newsx merge` on the
worker. A last `newsx merge` makes one ledger of those of the partitions, the same as one run over all records: a ledger
holds all facts that the merge looks at.
"""
import argparse
import json
import os
import subprocess
import tempfile
import threading
import zlib

# The columns of `newsx extract -f claims`, the same for every corpus.
CLAIMS = """
    doc STRING, id STRING, type STRING, class STRING, trigger STRING, text STRING, content STRING, start INT, end INT,
    date STRING, date_end STRING, date_precision STRING, date_basis STRING, who STRING, who_id STRING, who_name STRING,
    whom STRING, whom_id STRING, whom_name STRING, place STRING, value DOUBLE, low DOUBLE, high DOUBLE,
    comparator STRING, unit STRING, unit_name STRING, counted STRING, aspect STRING, as_of STRING, speaker STRING,
    status STRING, attribution STRING, section STRING, section_kind STRING, importance DOUBLE, confidence STRING,
    rule STRING, title STRING, url STRING, site STRING, published STRING
"""


def output(command, lines=()):
    """The lines that a command prints, as they come, while it is fed with lines."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    failed = []

    def feed():
        try:
            with process.stdin as pipe:
                for line in lines:
                    pipe.write(line.encode("utf-8") + b"\n")
        except BrokenPipeError:
            pass  # Its exit status tells why it stopped reading.
        except Exception as error:  # Spark could not read its input: the task must not end well.
            failed.append(error)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    for line in process.stdout:
        yield line.decode("utf-8").rstrip("\n")
    feeder.join()
    status = process.wait()
    if failed:
        raise failed[0]
    # 1 = some inputs failed, and their records say why.
    if status not in (0, 1):
        raise RuntimeError(f"{command} ended with {status}")


def month(record):
    """The key that brings articles of one time together: only they can tell one happening as news."""
    published = json.loads(record)["document"]["published"]
    return published["value"][:7] if published else ""


def partition(key, partitions):
    """The partition of a key: the same on every worker, which Python's own hash is not."""
    return zlib.crc32(key.encode("utf-8")) % partitions


def ledger(newsx, records):
    """The ledger of a partition's records, on a line; none for an empty partition."""
    records = list(records)
    return output([newsx, "merge", "-q", "-f", "json", "-"], records) if records else iter(())


def merged(newsx, ledgers, path):
    """Writes the one ledger of those of all partitions."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, line in enumerate(ledgers):
            names.append(os.path.join(folder, f"{number}.json"))
            with open(names[-1], "w", encoding="utf-8") as file:
                file.write(line + "\n")
        subprocess.run([newsx, "merge", "-q", "-o", path, *names], check=True)


def main():
    from pyspark.sql import SparkSession

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="JSON Lines files, or archives with --warc")
    parser.add_argument("output", help="the folder to write; with --merge the file, on the driver")
    parser.add_argument("--newsx", default="newsx", help="the binary, on every worker")
    parser.add_argument("--format", choices=["claims", "jsonl"], default="claims",
                        help="claims: Parquet, a row a claim; jsonl: text, a record a line")
    parser.add_argument("--partitions", type=int, default=1, help="the least number of partitions")
    parser.add_argument("--warc", action="store_true")
    parser.add_argument("--merge", action="store_true", help="write one ledger of all articles")
    args = parser.parse_args()
    if args.merge:
        args.format = "jsonl"

    spark = SparkSession.builder.appName("newsx").getOrCreate()
    context = spark.sparkContext
    # Partitions are the unit of parallel work, so each newsx works on one core.
    command = [args.newsx, "extract", "-q", "-j", "1", "-f", args.format]
    if args.warc:
        archives = context.parallelize(args.inputs, len(args.inputs))
        lines = archives.flatMap(lambda path: output(command + ["--", path]))
    else:
        # The name says what the lines are, also to a partition without any.
        command += ["--stdin-name", "partition.jsonl", "-"]
        source = context.textFile(",".join(args.inputs), minPartitions=args.partitions)
        lines = source.mapPartitions(lambda part: output(command, part))
    if args.merge:
        newsx, number = args.newsx, max(args.partitions, lines.getNumPartitions())
        keyed = lines.map(lambda record: (month(record), record))
        parts = keyed.partitionBy(number, lambda key: partition(key, number))
        ledgers = parts.values().mapPartitions(lambda part: ledger(newsx, part))
        merged(newsx, ledgers.toLocalIterator(), args.output)
    elif args.format == "jsonl":
        lines.saveAsTextFile(args.output)
    else:
        spark.read.schema(CLAIMS).option("mode", "FAILFAST").json(lines).write.parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
