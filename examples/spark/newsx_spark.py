#!/usr/bin/env python3
"""Runs newsx over a corpus with Apache Spark: JSON Lines in, Parquet (or JSON Lines) of claims or records out.

    spark-submit newsx_spark.py --newsx /path/to/newsx corpus/*.jsonl out/
    spark-submit newsx_spark.py --format jsonl --newsx newsx corpus.jsonl out/

newsx is a filter here, as in a shell: each partition's lines go through `newsx extract --input jsonl`, one process per
partition, so that a worker needs nothing but the binary. A WARC cannot be cut into lines; with --warc the inputs are
archives, one task each. Lines that cannot be read come back as records with `error`.
"""
import argparse
import subprocess
import threading

from pyspark.sql import SparkSession


def through(command):
    """A function that sends a partition's lines through a command, as they come."""

    def run(lines):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def feed():
            try:
                for line in lines:
                    process.stdin.write(line.encode("utf-8") + b"\n")
            except BrokenPipeError:
                pass
            finally:
                process.stdin.close()

        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        for line in process.stdout:
            yield line.decode("utf-8").rstrip("\n")
        feeder.join()
        # 1 = some inputs failed; their records say why.
        if process.wait() not in (0, 1):
            raise RuntimeError(f"newsx ended with {process.returncode}")

    return run


def archive(command):
    """A function that reads whole archives by their names."""

    def run(paths):
        for path in paths:
            done = subprocess.run(command + [path], stdout=subprocess.PIPE, check=False)
            if done.returncode not in (0, 1):
                raise RuntimeError(f"newsx ended with {done.returncode} on {path}")
            yield from done.stdout.decode("utf-8").splitlines()

    return run


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("output")
    parser.add_argument("--newsx", default="newsx")
    parser.add_argument("--format", choices=["claims", "jsonl"], default="claims")
    parser.add_argument("--as", dest="written", choices=["parquet", "text"], default="parquet")
    parser.add_argument("--partitions", type=int, default=0)
    parser.add_argument("--warc", action="store_true")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("newsx").getOrCreate()
    context = spark.sparkContext
    # Partitions are the unit of parallel work, so each newsx works alone.
    command = [args.newsx, "extract", "-q", "-j", "1", "-f", args.format]
    if args.warc:
        lines = context.parallelize(args.inputs, len(args.inputs)).mapPartitions(archive(command))
    else:
        source = context.textFile(",".join(args.inputs), minPartitions=max(args.partitions, 1))
        lines = source.mapPartitions(through(command + ["--input", "jsonl", "-"]))
    if args.written == "text":
        lines.saveAsTextFile(args.output)
    else:
        # Read as JSON with one schema for all partitions.
        lines.cache()
        spark.read.json(lines).write.mode("overwrite").parquet(args.output)
    spark.stop()


if __name__ == "__main__":
    main()
