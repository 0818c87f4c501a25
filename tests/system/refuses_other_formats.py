#!/usr/bin/env python3
"""Results files of an earlier or later format, and parts of another version: every command that reads them says so
in one line that names file and format, with exit status 2, and leaves nothing.

usage: refuses_other_formats.py PROGRAM SOURCE_DIR
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import h5py
except ImportError:
    print("python3-h5py is not installed")
    sys.exit(77)

program = str(pathlib.Path(sys.argv[1]).resolve())
failures = []

TOWN = """
months = 2
burn_in = 1
replicates = 2
[network]
people = 60
[[program]]
arm = "network-development"
preset = "network-development"
budget = 20.0
"""
DESIGN = """
[design]
kind = "morris"
points = 2
parameters.dialogue.mu = [0.1, 0.5]
"""


def check(holds, words):
    if not holds:
        failures.append(words)
        print(f"FAILED: {words}")


def colead(place, *words):
    return subprocess.run([program, *words], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def made(place, *words):
    done = colead(place, *words)
    if done.returncode != 0:
        sys.exit(f"{words}: {done.stderr}")


def refuses(place, parts, *words):
    before = sorted(place.rglob("*"))
    done = colead(place, *words)
    told = f"{' '.join(words)}: status {done.returncode}, {done.stderr!r}"
    check(done.returncode == 2, told)
    refused = [line for line in done.stderr.splitlines() if line.startswith("colead: ")]
    check(done.stdout == "" and len(refused) == 1 and done.stderr.endswith(refused[0] + "\n"), told)
    for part in parts:
        check(part in done.stderr, f"{told} does not say {part}")
    check(sorted(place.rglob("*")) == before, f"{told}: files came or went")


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "town.toml").write_text(TOWN)
        (place / "study.toml").write_text(TOWN + DESIGN)
        made(place, "run", "town.toml", "--arm", "control", "--snapshots", "all", "-o", "town.h5", "-q")
        made(place, "sweep", "study.toml", "-o", "sweep.h5", "-q")
        for format in (0, 2):
            for whole, name in (("town.h5", "other.h5"), ("sweep.h5", "other_sweep.h5")):
                shutil.copy(place / whole, place / name)
                with h5py.File(place / name, "r+") as file:
                    file.attrs["format"] = format
                    file.attrs["version"] = "7.8.9"
            parts = [f"has format {format}, of colead 7.8.9", "reads format 1"]
            for words in (["report", "other.h5", "-o", "x.html"], ["export", "other.h5", "--csv", "x"],
                          ["export", "other.h5", "--graphml", "x", "--month", "1"],
                          ["export", "other.h5", "--gexf", "x"], ["export", "other.h5", "--spells", "x"]):
                refuses(place, ["'other.h5'", *parts], *words)
            for words in (["sensitivity", "other_sweep.h5", "--measure", "result"],
                          ["sweep", "study.toml", "-o", "other_sweep.h5", "--resume"]):
                refuses(place, ["'other_sweep.h5'", *parts], *words)

        # Parts belong to one version: the first line beside them says which.
        made(place, "sweep", "study.toml", "-o", "part.h5", "-q", "--shard", "1/2")
        study = place / "part.h5.parts/study.toml"
        study.write_text(study.read_text().replace("# colead ", "# colead 7.8.9, not ", 1))
        for words in (["sweep", "study.toml", "-o", "part.h5", "--resume"],
                      ["merge", "part.h5", "--incomplete"]):
            refuses(place, ["study.toml:1", "colead 7.8.9"], *words)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
