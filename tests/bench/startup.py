#!/usr/bin/env python3
"""startup.py SFNCTL EMPTY [ROUNDS]: the time of short commands as multiples of a static process that does nothing, side by side.

Each round runs every command once, in turn, so that what else the machine does weighs on all alike; the smallest time of each counts.
"""
import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "..", "..", "testdata")


def once(argv):
    start = time.perf_counter()
    subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=DATA)
    return time.perf_counter() - start


def main():
    sfnctl, empty = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    commands = {
        "nothing": [empty],
        "--version": [sfnctl, "--version"],
        "validate (4 kB)": [sfnctl, "validate", "report/report.asl.json"],
        "run (7 transitions)": [sfnctl, "run", "report/report.asl.json", "--input", "report/encrypted.input.json", "--mocks", "report/encrypted.mocks.json"],
    }
    best = {name: float("inf") for name in commands}
    for _ in range(rounds):
        for name, argv in commands.items():
            best[name] = min(best[name], once(argv))
    for name, seconds in best.items():
        print("%-22s %7.2f ms   %5.2f ×" % (name, seconds * 1000, seconds / best["nothing"]))
    if os.environ.get("BENCH_JSON"):
        with open(os.environ["BENCH_JSON"], "w") as f:
            json.dump(best, f, indent=1)


if __name__ == "__main__":
    main()
