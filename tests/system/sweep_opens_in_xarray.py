"""A sweep's file and its sensitivity as a researcher meets them.

Usage: sweep_opens_in_xarray.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of xarray.
"""

import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    import h5py
    import h5netcdf  # noqa: F401  the engine that xarray is asked for
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

STUDY = """months = 4
burn_in = 3
replicates = 2
[network]
people = 60
[design]
{design}
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100.0
"""

SOBOL = """kind = "sobol"
points = 4
parameters.dialogue.mu = [0.1, 0.5]
parameters.network.people = [50, 90]
"""
MORRIS = SOBOL.replace("sobol", "morris")
WORDS = """parameters.network.generator = ["ring", "organizations"]
parameters."program.*.budget" = [20.0, 80.0]
common_luck = false
"""
LENGTHS = """parameters.months = [2, 4]
parameters.dialogue.mu = [0.1, 0.5]
"""
# Narrow enough that some of the small worlds need more than a pilot of four, and not all.
UNTIL = "0.0002"
# Student's quantile for 95% and two pairs.
TWO_PAIRS = 12.706204736

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


class Place:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *words, code=0):
        done = subprocess.run([self.program, *words], cwd=self.folder, capture_output=True, text=True)
        check(done.returncode == code, f"{words} exits with {done.returncode}: {done.stderr}")
        return done.stdout + done.stderr

    def sweep(self, name, design):
        (self.folder / f"{name}.toml").write_text(STUDY.format(design=design))
        self.run("sweep", f"{name}.toml", "-o", f"{name}.h5")
        with xr.open_dataset(self.folder / f"{name}.h5", engine="h5netcdf") as data:
            return data.load()


def check_sobol(place):
    data = place.sweep("sobol", SOBOL)
    check(data["result"].dims == ("point", "arm", "replicate", "month"), data["result"].dims)
    check(data.sizes["point"] == 4 * 6, f"{data.sizes['point']} points")
    for factor, low, high in (("dialogue.mu", 0.1, 0.5), ("network.people", 50, 90)):
        check(factor in data.coords, f"{factor} is no coordinate")
        values = data[factor].values
        check(((values >= low) & (values <= high)).all(), f"{factor} leaves its range")
    check((data["network.people"] % 1 == 0).all(), "people are not whole")
    told = place.run("sensitivity", "sobol.h5", "--measure", "commitment", "--month", "2")
    for word in ("S1", "ST", "S2 of dialogue.mu and network.people", "month 2",
                 "network-development minus control", "luck"):
        check(word in told, f"sensitivity does not tell {word}: {told}")
    told = place.run("sensitivity", "sobol.h5", "--measure", "comitment", code=2)
    check("did you mean commitment?" in told, told)
    # The text of the study makes the same again.
    (place.folder / "again.toml").write_text(data.attrs["study"])
    place.run("sweep", "again.toml", "-o", "again.h5")
    with xr.open_dataset(place.folder / "again.h5", engine="h5netcdf") as again:
        check(again["result"].equals(data["result"]), "the study's text gives something else")


def check_morris(place):
    data = place.sweep("morris", MORRIS)
    check(data.sizes["point"] == 4 * 3, f"{data.sizes['point']} points")
    told = place.run("sensitivity", "morris.h5", "--measure", "result", "--arm", "control")
    check("mu_star" in told and "sigma" in told and told.count("result of") == 1, told)
    # A word's effect is what changing it makes, however far its place moves.
    data = place.sweep("takes", MORRIS + 'parameters.organizations.takes = ["best", "members"]\n')
    told = place.run("sensitivity", "takes.h5", "--measure", "commitment", "--arm", "control")
    later = (data["organizations.takes"].values == 'members').astype(int)
    moved = np.diff(later.reshape(4, 4), axis=1)
    last = data["commitment"].sel(arm="control").isel(month=-1).mean("replicate").values
    effect = (np.diff(last.reshape(4, 4), axis=1) * moved)[moved != 0].mean()
    line = next(line for line in told.splitlines() if line.startswith("organizations.takes"))
    check(abs(float(line.split()[1]) - effect) <= 0.006 * abs(effect), f"effect of a word is {effect}, not {line}")


def check_unequal_replicates(place):
    """Sensitivity of a sweep whose points needed more or fewer replicates is that of those all have."""
    place.sweep("pilot", SOBOL)
    until = ("--until-ci", UNTIL, "--pilot", "4")
    told = place.run("sweep", "pilot.toml", "-o", "until.h5", "--replicates", "12", *until)
    check("over the n replicates that a point has" in told, f"nothing says that means are over different worlds: {told}")
    place.run("sweep", "pilot.toml", "-o", "third.h5", "--shard", "2/3")
    told = place.run("merge", "third.h5", "--incomplete")
    check("worlds are not there yet" in told and "differ by luck too" in told, f"of a third of the worlds: {told}")
    place.run("sweep", "pilot.toml", "-o", "four.h5", "--replicates", "4")
    with xr.open_dataset(place.folder / "until.h5", engine="h5netcdf", group="runs") as runs:
        needed = (runs["status"].values == 0).all(axis=1).sum(axis=1)
        check(needed.min() == 4 and needed.max() > 4, f"points needed {needed}, which tries nothing")
    words = ("--measure", "result")
    told = place.run("sensitivity", "until.h5", *words)
    head, rest = told.split("\n", 1)
    check(head == f"points have 4 to {needed.max()} replicates, as many as they needed: the first 4 of each are used", head)
    check(rest == place.run("sensitivity", "four.h5", *words), "indices are others than those of four replicates")


def check_against_compare(place):
    """A sweep of one point compares its arms as colead compare does, but for the test (Student)."""
    more = '[[program]]\narm = "leader-development"\npreset = "leader-development"\nbudget = 100.0\n'
    text = STUDY.format(design='kind = "grid"\nparameters.dialogue.mu = [0.3]\n') + more
    (place.folder / "point.toml").write_text(text)
    (place.folder / "same.toml").write_text(re.sub(r"\[design\]\n.*\n.*\n", "[dialogue]\nmu = 0.3\n", text))
    place.run("sweep", "point.toml", "-o", "point.h5", "--replicates", "60")
    place.run("compare", "same.toml", "-o", "same.h5", "--replicates", "60")
    with xr.open_dataset(place.folder / "point.h5", engine="h5netcdf", group="comparison") as data:
        sweep = data.load().isel(point=0)
    with xr.open_dataset(place.folder / "same.h5", engine="h5netcdf", group="comparison") as data:
        compare = data.load()
    for name in ("measure", "arm", "against", "n"):
        check((sweep[name].values == compare[name].values).all(), f"comparison: {name} differs")
    check(np.allclose(sweep["mean"], compare["mean"], rtol=1e-9, atol=1e-15, equal_nan=True), "means differ")
    p, boot, holm = sweep["p"].values, compare["p"].values, sweep["p_holm"].values
    check((np.isnan(p) == np.isnan(boot)).all(), "p is missing where compare has one")
    known = ~np.isnan(p)
    check(known.sum() > 60, f"{known.sum()} contrasts have a p")
    # Most differences are not normal and many are mostly zero: the tests agree in the middle and in order.
    apart = np.quantile(abs(p - boot)[known], [0.5, 1])
    order = np.corrcoef(p[known], boot[known])[0, 1]
    check(apart[0] < 0.02 and apart[1] < 0.3 and order > 0.98, f"p differ by {apart}, correlation {order}")
    check(((p < 0.05) == ((sweep["low"].values > 0) | (sweep["high"].values < 0)))[known].all(), "p and interval disagree")
    for measure in np.unique(sweep["measure"].values):
        at = np.flatnonzero((sweep["measure"].values == measure) & known)
        largest, order = 0.0, at[np.argsort(p[at], kind="stable")]
        for k, contrast in enumerate(order):
            largest = min(1.0, max(largest, (len(order) - k) * p[contrast]))
            check(np.isclose(holm[contrast], largest, rtol=1e-12), f"{measure}: p_holm {holm[contrast]}, not {largest}")


def check_words_and_luck(place):
    data = place.sweep("words", WORDS)
    check(sorted(set(data["network.generator"].values)) == ['organizations', 'ring'],
          f"generators are {data['network.generator'].values}")
    with xr.open_dataset(place.folder / "words.h5", engine="h5netcdf", group="runs") as runs:
        seeds = runs["seed"].values
        check(len(np.unique(seeds)) == 4, f"{len(np.unique(seeds))} seeds for 4 points")
        check((seeds == seeds[:, :1, :1]).all(), "arms or replicates differ in seed")
    # A point by itself has the same bits.
    point, seed = 3, int(seeds[3, 0, 0])
    (place.folder / "alone.toml").write_text(STUDY.format(design="").replace("[design]\n", ""))
    place.run("run", "alone.toml", "--arm", "network-development", "--replicate", "1", "--seed",
              str(seed), "--set",
              f"network.generator={data['network.generator'].values[point]}", "--set",
              f"program.network-development.budget={float(data['program.*.budget'].values[point])}",
              "-o", "alone.h5")
    with xr.open_dataset(place.folder / "alone.h5", engine="h5netcdf") as alone:
        check((alone["result"].values.ravel() ==
               data["result"].isel(point=point, replicate=1).sel(arm="network-development").values)
              .all(), "a point by itself has other bits")
    told = place.run("sensitivity", "words.h5", "--measure", "result", code=2)
    check("needs morris or sobol" in told, told)


def check_comparison(place):
    """Every contrast of a point is that of its values at its own last month."""
    data = place.sweep("lengths", LENGTHS)
    with xr.open_dataset(place.folder / "lengths.h5", engine="h5netcdf", group="comparison") as stored:
        stored = stored.load()
    check(stored["mean"].dims == ("point", "contrast"), stored["mean"].dims)
    check(list(stored["month"].values) == list(data["months"].values), f"months are {stored['month'].values}")
    names = list(stored["measure"].values)
    for measure in ("result", "commitment", "gain_per_money"):
        check(names.count(measure) == 1, f"{measure} has {names.count(measure)} contrasts")
        row = stored.isel(contrast=names.index(measure))
        check((str(row["arm"].values), str(row["against"].values)) == ("network-development", "control"),
              f"{measure} compares {row['arm'].values} and {row['against'].values}")
        for point, month in enumerate(data["months"].values):
            arms = data[measure].isel(point=point).sel(month=int(month))
            one, other = (arms.sel(arm=arm).values for arm in ("network-development", "control"))
            difference = one - other
            pairs = np.isfinite(difference).sum()
            found = row.isel(point=point)
            check(found["n"] == pairs, f"{measure}: n is {found['n'].values}, not {pairs}")
            if pairs < 2:
                check(np.isnan(found["low"]), f"{measure}: an interval of {pairs} pairs")
                continue
            half = TWO_PAIRS * difference.std(ddof=1) / np.sqrt(2)
            apart = one.var(ddof=1) + other.var(ddof=1)
            for name, expected in (("mean", difference.mean()), ("low", difference.mean() - half),
                                   ("high", difference.mean() + half),
                                   ("variance_reduction", 1 - difference.var(ddof=1) / apart)):
                check(np.isclose(found[name], expected, rtol=1e-8, atol=1e-12),
                      f"{measure} at point {point}: {name} is {found[name].values}, not {expected}")


def check_tables(place):
    """The tables of a sweep and the page of its report say what its file says."""
    place.run("export", "point.h5", "--csv", "tables")
    with xr.open_dataset(place.folder / "point.h5", engine="h5netcdf", group="comparison") as data:
        file = data.load()
    with open(place.folder / "tables" / "comparison.csv", encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    check(len(rows) == file["mean"].size, f"{len(rows)} rows of a comparison of {file['mean'].size}")
    for row in rows:
        at = file.isel(point=int(row["point"]), contrast=int(row["contrast"]))
        check(row["measure"] == at["measure"].item() and row["arm"] == at["arm"].item(), f"a row of the comparison: {row}")
        for name in ("mean", "low", "high", "p", "month"):
            value = at[name].item()
            check(row[name] == "" if np.isnan(value) else float(row[name]) == value, f"{name} in a row: {row}")
    with open(place.folder / "tables" / "runs.csv", encoding="utf-8", newline="") as table:
        check(len(list(csv.reader(table))) == 1 + 60 * 3, "rows of runs")
    place.run("report", "point.h5", "-o", "point.html")
    report = document_of(place.folder / "point.html")
    along = next(m for m in report["measures"] if m["name"] == "result")["along"][0]["pairs"]
    for shown, pair in zip(along, report["pairs"]):
        chosen = (file["measure"] == "result") & (file["arm"] == pair["arm"]) & (file["against"] == pair["against"])
        for name in ("low", "high"):
            value = file[name].isel(point=0).where(chosen, drop=True).item()
            check(abs(shown[name][0] - value) < 1e-5, f"the page has {name} {shown[name][0]}, the file {value}")


def document_of(page):
    text = page.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', text, re.S).group(1))


def check_points_without_worlds(place):
    """Points that were never run are not among those that show no difference."""
    shutil.copy(place.folder / "sobol.h5", place.folder / "holes.h5")
    with h5py.File(place.folder / "holes.h5", "r+") as file:
        file["runs/status"][:2] = 2
        file["result"][:2] = np.nan
        points = len(file["point"])
    place.run("report", "holes.h5", "-o", "holes.html")
    counts = document_of(place.folder / "holes.html")["measures"][0]["counts"][0]
    with h5py.File(place.folder / "holes.h5", "r+") as file:
        del file["dialogue.mu"]
        file["dialogue.mu"] = np.full(points + 2, 0.3)
        file["dialogue.mu"].attrs["key"] = "dialogue.mu"
    err = place.run("report", "holes.h5", "-o", "damaged.html", code=3)
    check("dialogue.mu does not fit the points" in err, err)
    check(counts["unseen"] == 2 and sum(counts.values()) == points, f"of {points} points, two without worlds: {counts}")


def check_checking(place):
    told = place.run("check", "sobol.toml")
    check("24 points x 2 arms x 2 replicates: 96 arm-runs" in told and '[design]' in told, told)
    (place.folder / "wrong.toml").write_text(STUDY.format(design=SOBOL.replace("people = [50", "people = [90")))
    told = place.run("check", "wrong.toml", code=2)
    check("is not a range from low to high" in told, told)


def main():
    with tempfile.TemporaryDirectory() as name:
        place = Place(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(name))
        check_sobol(place)
        check_morris(place)
        check_unequal_replicates(place)
        check_against_compare(place)
        check_words_and_luck(place)
        check_comparison(place)
        check_tables(place)
        check_points_without_worlds(place)
        check_checking(place)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
