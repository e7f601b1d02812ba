#!/usr/bin/env python3
"""Runs newsx over a corpus with Apache Spark.

    spark-submit newsx_spark.py --newsx /opt/newsx corpus/*.jsonl claims.parquet
    spark-submit newsx_spark.py --newsx /opt/newsx --format jsonl corpus.jsonl records
    spark-submit newsx_spark.py --newsx /opt/newsx --warc crawl-*.warc.gz claims.parquet

newsx is a filter here, as in a shell: the lines of each partition go through one `newsx extract`, so that a worker
needs nothing but the binary. An archive cannot be cut into lines; with --warc each is a task of its own, read by the
worker from a path that all workers see. Inputs that cannot be read come back as records with `error`.
"""
import argparse
import subprocess
import threading

from pyspark.sql import SparkSession

# The columns of `newsx extract -f claims`, the same for every corpus.
CLAIMS = """
    doc STRING, id STRING, type STRING, text STRING, start INT, end INT, date STRING, date_end STRING, who STRING,
    whom STRING, place STRING, value DOUBLE, low DOUBLE, high DOUBLE, comparator STRING, unit STRING, counted STRING,
    speaker STRING, status STRING, attribution STRING, section STRING, confidence STRING, rule STRING
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="JSON Lines files, or archives with --warc")
    parser.add_argument("output", help="the folder to write")
    parser.add_argument("--newsx", default="newsx", help="the binary, on every worker")
    parser.add_argument("--format", choices=["claims", "jsonl"], default="claims",
                        help="claims: Parquet, a row a claim; jsonl: text, a record a line")
    parser.add_argument("--partitions", type=int, default=1, help="the least number of partitions")
    parser.add_argument("--warc", action="store_true")
    args = parser.parse_args()

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
    if args.format == "jsonl":
        lines.saveAsTextFile(args.output)
    else:
        spark.read.schema(CLAIMS).option("mode", "FAILFAST").json(lines).write.parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
