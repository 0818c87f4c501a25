"""The explorer's stream has the numbers of `colead run`, bit for bit, for the same scenario, arm and seed.

Usage: explorer_agrees_with_run.py COLEAD_PROGRAM SOURCE_DIR
"""

import math
import pathlib
import struct
import subprocess
import sys
import tempfile

import xarray

MONTHS = 14
SCENARIO = """title = "A small town"
months = 14
burn_in = 6
seed = 7
[network]
people = 150
[measures]
network_every = 7
[[program]]
arm = "leader-development"
preset = "leader-development"
budget = 60.0
[[program]]
arm = "network-development"
preset = "network-development"
budget = 60.0
"""
ARMS = ["leader-development", "network-development"]


def bits(value):
    return struct.pack("<d", math.nan if value is None else value)


def main():
    program, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    sys.path.insert(0, str(source / "tests/support"))
    from explorer_client import Explorer, Stream

    wrong = compared = 0
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "town.toml").write_text(SCENARIO, encoding="utf-8")
        for arm in ARMS:
            subprocess.run([program, "run", "town.toml", "--arm", arm, "-o", arm + ".h5", "-q"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with Explorer(program, "town.toml", cwd=folder) as explorer, Stream(explorer) as stream:
            names = [measure["name"] for measure in stream.hear("hello")["measures"]]
            _, months = stream.run(arms=ARMS, month=MONTHS)
            # The same again by steps and by playing: how one gets there does not matter.
            stream.run(arms=ARMS)
            stream.say(do="step", months=5)
            again = [stream.hear("month") for _ in range(5)]
            stream.say(do="play", speed=60)
            again += [stream.hear("month") for _ in range(MONTHS - 5)]
        if again[-1]["check"] != months[-1]["check"]:
            print("the state has another fingerprint after stepping and playing")
            return 1
        for month in months + again:  # states passed through have none
            month.pop("check", None)
        if [month["month"] for month in months] != list(range(MONTHS + 1)) or again != months[1:]:
            print("months are missing, or stepping and playing give others")
            return 1
        for side, arm in enumerate(ARMS):
            with xarray.open_dataset(pathlib.Path(folder, arm + ".h5"), engine="h5netcdf") as results:
                for place, name in enumerate(names):
                    for month in months:
                        streamed = month["sides"][side]["measures"][place]
                        stored = float(results[name].values[0, 0, month["month"]])
                        compared += 1
                        if not (math.isnan(stored) and streamed is None) and bits(stored) != bits(streamed):
                            wrong += 1
                            if wrong <= 10:
                                print(f"{arm}, {name}, month {month['month']}: streamed {streamed!r}, stored {stored!r}")
    print(f"{compared} numbers compared, {wrong} differ")
    return 1 if wrong or compared != len(ARMS) * len(names) * (MONTHS + 1) else 0


if __name__ == "__main__":
    sys.exit(main())
