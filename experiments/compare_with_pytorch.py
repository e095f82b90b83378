#!/usr/bin/env python3
"""How fast EdgeNAS trains subnets of mobile-28, against plain PyTorch and against plain DJL.

    mvn -q -Pexperiments -DskipTests package && python3 experiments/compare_with_pytorch.py --csv pairs.csv

Needs PyTorch for python3 (Debian: apt-get install python3-torch). Each pair starts a process per
arm, which first makes some hundred steps of the smallest subnet: a JVM compiles its own code then,
on a core that the steps want too. The arms then take turns on each subnet (the smallest, the
largest, random ones): 30 steps of warm-up each, then rounds of a few timed steps each, so that a
machine that changes its speed changes it for all. Rows are added to the CSV file; the summary is
over all of it.

edgenas       the supernet's training step (channels-last), with the settings of the launcher
pytorch       plain networks, channels-last, with the same settings
edgenas-unset edgenas without the settings: what a user of the library gets who does not set them
djl-nchw      plain networks of DJL's blocks and trainer, NCHW, with glibc's defaults but threads that
              wait as in the other arms
"""

import argparse
import csv
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SPACE = "mobile-28"
WARM_UP = 30
COLUMNS = ["pair", "arm", "arch", "images_per_s"]


def edgenas(*arguments):
    run = subprocess.run(
        [os.path.join(HOME, "edgenas"), *arguments, "--json"], stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in run.stdout.decode().splitlines()]


def networks(count, seed):
    """The smallest, the largest and random subnets, each with its operations."""
    space = edgenas("space", "show", SPACE)[0]
    archs = [space["smallest"]["arch"], space["largest"]["arch"]]
    sample = ["arch", "--space", SPACE, "--sample", str(count), "--seed", str(seed)]
    archs += [network["arch"] for network in edgenas(*sample)]
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("arch\n" + "\n".join(archs) + "\n")
        file.flush()
        return edgenas("arch", "--space", SPACE, "--classes", "10", "--channels", "1",
                       "--arch-file", file.name)


def launcher_settings():
    """What the launcher sets for the process: `export NAME="${NAME:-VALUE}"`."""
    with open(os.path.join(HOME, "edgenas"), encoding="utf-8") as file:
        return dict(re.findall(r'^export (\w+)="\$\{\w+:-([^}]*)\}"', file.read(), re.M))


class Arm:
    """A process that trains on command."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answer()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit("an arm ended: " + " ".join(self.process.args))
        return line

    def seconds(self, arch, steps):
        self.process.stdin.write(f"{steps} {arch}\n")
        self.process.stdin.flush()
        return float(self.answer())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def arms(names, path, batch, threads):
    settings = launcher_settings()
    plain = {name: value for name, value in os.environ.items() if name not in settings}
    tuned = {**plain, **settings}
    waiting = {name: value for name, value in settings.items() if name.startswith("GOMP_")}
    glibc_defaults = {**plain, **waiting}
    lib = ":".join(os.path.join(HOME, part) for part in (
        "experiments/target/classes", "cli/target/lib/*"))
    server = ["java", "-cp", lib, "io.edgenas.experiments.training.TrainingServer"]
    tail = [SPACE, str(batch), str(threads)]
    known = {
        "edgenas": lambda: Arm(server + ["elastic"] + tail, tuned),
        "edgenas-unset": lambda: Arm(server + ["elastic"] + tail, plain),
        "djl": lambda: Arm(server + ["djl"] + tail, tuned),
        "djl-nchw": lambda: Arm(server + ["djl-nchw"] + tail, glibc_defaults),
        "pytorch": lambda: Arm(
            [sys.executable, os.path.join(HOME, "experiments", "pytorch_arm.py"), path,
             str(batch), str(threads)], tuned),
    }
    return {name: known[name]() for name in names}


def measure(pair, running, archs, options):
    rows = []
    for arm in running.values():
        arm.seconds(archs[0], options.first)
    for arch in archs:
        for arm in running.values():
            arm.seconds(arch, WARM_UP)
        seconds = dict.fromkeys(running, 0.0)
        for turn in range(options.rounds):
            order = list(running) if (pair + turn) % 2 == 0 else list(running)[::-1]
            for name in order:
                seconds[name] += running[name].seconds(arch, options.steps)
        images = options.rounds * options.steps * options.batch
        rows += [[pair, name, arch, images / seconds[name]] for name in running]
    return rows


def summary(path, names):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    speed = {(int(r["pair"]), r["arm"], r["arch"]): float(r["images_per_s"]) for r in rows}
    pairs = sorted({pair for pair, _, _ in speed})
    archs = list(dict.fromkeys(r["arch"] for r in rows))
    print("images/s, median of", len(pairs), "pairs; ratio of edgenas (standard deviation)")
    others = [name for name in names if name != "edgenas"]
    for arch in archs:
        line = arch.ljust(64)
        for name in names:
            line += f" {name} {statistics.median(speed[p, name, arch] for p in pairs):.0f}"
        for name in others:
            line += "  /" + name + " " + spread(
                [math.log(speed[p, "edgenas", arch] / speed[p, name, arch]) for p in pairs])
        print(line)
    for name in others:
        logs = [statistics.mean(
            math.log(speed[p, "edgenas", a] / speed[p, name, a]) for a in archs) for p in pairs]
        print(f"geometric mean over {len(archs)} subnets: edgenas / {name} = {spread(logs)}")


def spread(logs):
    noise = statistics.stdev(logs) if len(logs) > 1 else float("nan")
    return f"{math.exp(statistics.mean(logs)):.3f} ({100 * noise:.1f} %)"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--random", type=int, default=5, help="random subnets (default 5)")
    parser.add_argument("--seed", type=int, default=1, help="of the random subnets")
    parser.add_argument("--first", type=int, default=300,
                        help="steps of the smallest subnet that a process makes first")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=8, help="timed steps of a round")
    parser.add_argument("--arms", default="edgenas,pytorch,djl-nchw")
    parser.add_argument("--csv", default="pairs.csv", help="file to add rows to")
    options = parser.parse_args()
    names = options.arms.split(",")
    found = networks(options.random, options.seed)
    first = 0
    if os.path.exists(options.csv):
        with open(options.csv, newline="", encoding="utf-8") as file:
            first = 1 + max((int(row["pair"]) for row in csv.DictReader(file)), default=-1)
    else:
        with open(options.csv, "w", encoding="utf-8") as file:
            file.write(",".join(COLUMNS) + "\n")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps(network) + "\n" for network in found)
        file.flush()
        for pair in range(first, first + options.pairs):
            running = arms(names, file.name, options.batch, options.threads)
            rows = measure(pair, running, [network["arch"] for network in found], options)
            for arm in running.values():
                arm.close()
            with open(options.csv, "a", newline="", encoding="utf-8") as out:
                csv.writer(out).writerows(rows)
    summary(options.csv, names)


if __name__ == "__main__":
    main()
