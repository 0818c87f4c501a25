"""Results files and parts that were damaged or made to harm: every command that reads them says so in one
line, whatever libhdf5 makes of them. A command of its own for each file, so that a crash of the library is
seen as one.

Usage: damaged_files_are_told.py COLEAD_PROGRAM SOURCE_DIR [TRIES [SEED]]    (default 140 tries, seed 1)
Exit: 0 all told, 1 a command crashed, hung or said something else.
"""

import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SCENARIO = """months = 1
burn_in = 0
replicates = 2
[network]
people = 12
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
"""
STUDY = SCENARIO + '[design]\nkind = "morris"\npoints = 1\nparameters.dialogue.mu = [0.1, 0.5]\n'
SECONDS = 300  # of a machine that has much else to do
MEMORY = 4 << 30

EXTREMES = [0, 1, 2, 3, 7, 8, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x7fffffffffffffff,
            0xffffffffffffffff, 0xfffffffffffffff0, 0x100000000]


def damaged(whole, chance):
    """A few bytes changed, numbers made extreme, pieces moved, or the end cut off."""
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 16))):
        # Most of what libhdf5 follows lies in the headers, at the beginning of a file and of its objects.
        at = chance.randrange(len(data)) if chance.random() < 0.6 else chance.randrange(min(len(data), 4096))
        kind = chance.randrange(6)
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at] = chance.randrange(256)
        elif kind == 2:
            size = chance.choice((1, 2, 4, 8))
            data[at:at + size] = (chance.choice(EXTREMES) & (2 ** (8 * size) - 1)).to_bytes(size, "little")
        elif kind == 3:
            size = chance.choice((8, 64, 512))
            source = chance.randrange(len(data))
            data[at:at + size] = data[source:source + size]
        elif kind == 4:
            size = chance.choice((8, 64, 512))
            data[at:at + size] = bytes(len(data[at:at + size]))
        elif chance.random() < 0.2:
            del data[max(1, at):]
    return bytes(data)


def limits():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main():
    program = os.path.abspath(sys.argv[1])
    tries = int(sys.argv[3]) if len(sys.argv) > 3 else 140
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    problems, outcomes = [], {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "scenario.toml").write_text(SCENARIO)
        (folder / "study.toml").write_text(STUDY)

        def colead(*words, **how):
            return subprocess.run([program, *words], cwd=folder, text=True, capture_output=True,
                                  errors="replace", timeout=SECONDS, **how)

        colead("compare", "scenario.toml", "-o", "compare.h5").check_returncode()
        colead("leverage", "scenario.toml", "--parameters", "dialogue.mu,program.hybrid.budget", "-o", "leverage.h5").check_returncode()
        colead("run", "scenario.toml", "--arm", "hybrid", "--snapshots", "all", "-o", "run.h5").check_returncode()
        colead("sweep", "study.toml", "-o", "sweep.h5").check_returncode()
        for shard in ("1/2", "2/2"):
            colead("sweep", "study.toml", "--shard", shard, "-o", "parts.h5").check_returncode()
        part = next((folder / "parts.h5.parts").glob("part_*.h5"))
        whole_parts = {entry.name: entry.read_bytes() for entry in part.parent.iterdir()}
        jobs = [
            ("compare.h5", ["report", "damaged.h5", "-o", "report.html", "--overwrite", "-q"]),
            ("leverage.h5", ["report", "damaged.h5", "-o", "report.html", "--overwrite", "-q"]),
            ("compare.h5", ["export", "damaged.h5", "--csv", "csv", "--overwrite", "-q"]),
            ("run.h5", ["export", "damaged.h5", "--graphml", "net.graphml", "--month", "1", "--overwrite", "-q"]),
            ("run.h5", ["export", "damaged.h5", "--gexf", "net.gexf", "--overwrite", "-q"]),
            ("run.h5", ["export", "damaged.h5", "--csv", "csv", "--overwrite", "-q"]),
            ("sweep.h5", ["sensitivity", "damaged.h5", "--measure", "result"]),
            ("part", ["merge", "parts.h5", "--incomplete", "--overwrite", "-q"]),
        ]
        def problem(what):
            problems.append(what)
            print(what, flush=True)

        # A crash of our own while a results file is open is none of HDF5's.
        (folder / "long.toml").write_text(SCENARIO.replace("months = 1", "months = 12000").replace("people = 12", "people = 5000"))
        running = subprocess.Popen([program, "run", "long.toml", "--arm", "control", "-o", "long.h5"], cwd=folder, text=True,
                                   stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, preexec_fn=limits)
        while not list(folder.glob("long.h5*")) and running.poll() is None:
            time.sleep(0.05)
        time.sleep(1)
        running.send_signal(signal.SIGSEGV)
        said = running.communicate()[1]
        if running.returncode != -signal.SIGSEGV or "HDF5" in said:
            problem(f"a crash of our own ends with {running.returncode} and is told as {said!r}")

        for n in range(tries):
            chance = random.Random(seed * 1_000_003 + n)
            source, words = jobs[n % len(jobs)]
            if source == "part":
                part.parent.mkdir(exist_ok=True)
                for entry, data in whole_parts.items():
                    (part.parent / entry).write_bytes(data)
                part.write_bytes(damaged(whole_parts[part.name], chance))
            else:
                (folder / "damaged.h5").write_bytes(damaged((folder / source).read_bytes(), chance))
            what = f"try {n} of seed {seed}, {' '.join(words[:3])}"
            try:
                done = colead(*words, preexec_fn=limits)
            except subprocess.TimeoutExpired:
                problem(f"{what}: takes longer than {SECONDS} s")
                continue
            outcomes[done.returncode] = outcomes.get(done.returncode, 0) + 1
            lines = [line for line in done.stderr.splitlines() if line.startswith("colead: ")]
            if done.returncode not in (0, 1, 2, 3):
                problem(f"{what}: exits with {done.returncode}: {done.stderr[-200:]!r}")
            elif done.returncode != 0 and len(lines) != 1:
                problem(f"{what}: exits with {done.returncode} and says {done.stderr!r}")
            elif source == "part" and "whole.partial" in done.stderr:
                problem(f"{what}: blames the file that is being made: {done.stderr!r}")
            if problems and os.environ.get("KEEP_DAMAGED") and problems[-1].startswith(what):
                kept = part if source == "part" else folder / "damaged.h5"
                shutil.copy(kept, pathlib.Path(os.environ["KEEP_DAMAGED"]) / f"{seed}-{n}.h5")
    print(f"{tries} damaged files; by exit status: {dict(sorted(outcomes.items()))}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
