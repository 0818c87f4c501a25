"""The file of `colead attribute` in Python: named arrays, shares by another formula, what a report says of it.

Usage: attribution_opens_in_xarray.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of xarray.
"""

import csv
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import h5netcdf  # noqa: F401  the engine that xarray is asked for
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

CHANNELS = ["connecting", "organizing", "systems_thinking", "bridging", "learning", "skill"]
OUTCOMES = ["result", "disparity", "reach", "direction", "alignment", "commitment"]
SCENARIO = """title = "A small town"
months = 4
burn_in = 4
replicates = 22
[network]
people = 40
[person]
threshold_mean = 0.2
[[program]]
arm = "leader-development"
preset = "leader-development"
budget = 60.0
[[program]]
arm = "network-development"
preset = "network-development"
budget = 60.0
"""
problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"colead {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
        sys.exit(1)
    return done.stdout


def load(path, group=None):
    with xr.open_dataset(path, engine="h5netcdf", group=group) as data:
        return data.load()


def shares_by_orders(worth):
    """worth: ... x 64. What each channel adds on joining, over all 720 orders."""
    shares = np.zeros((*worth.shape[:-1], 6))
    orders = list(itertools.permutations(range(6)))
    for order in orders:
        present = 0
        for channel in order:
            shares[..., channel] += worth[..., present | 1 << channel] - worth[..., present]
            present |= 1 << channel
    return shares / len(orders)


def check_tables(folder, attribution, chain):
    """Each variable stands in the table of its dimensions, a row per value."""
    for prefix, data in (("attribution", attribution), ("attribution_chain", chain)):
        for name, variable in data.data_vars.items():
            path = folder / f"{prefix}_by_{'_'.join(variable.dims)}.csv"
            with open(path, encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
            check(len(rows) == variable.size, f"{path.name} has {len(rows)} rows")
            places = itertools.product(*(data[dim].values for dim in variable.dims))
            for row, place, there in zip(rows, places, variable.values.ravel()):
                check([row[dim] for dim in variable.dims] == [str(label) for label in place], f"{path.name}: order")
                check(row[name] == "" if np.isnan(there) else float(row[name]) == there, f"{path.name}: {name} at {place}")


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "some.h5")
        pathlib.Path(folder, "town.toml").write_text(SCENARIO, encoding="utf-8")
        run(program, folder, "attribute", "town.toml", "-o", "some.h5", "-q")
        run(program, folder, "compare", "town.toml", "-o", "compared.h5", "-q")
        run(program, folder, "report", "some.h5", "-q")
        root, compared = load(path), load(pathlib.Path(folder, "compared.h5"))
        a, chain = load(path, "attribution"), load(path, "attribution/chain")
        # What the file says of itself, run again, gives the same numbers.
        pathlib.Path(folder, "again.toml").write_text(root.attrs["scenario"], encoding="utf-8")
        run(program, folder, "attribute", "again.toml", "-o", "again.h5", "-q", "--threads", "1")
        again = load(pathlib.Path(folder, "again.h5"), "attribution")
        run(program, folder, "export", "some.h5", "--csv", "tables", "-q")
        check_tables(pathlib.Path(folder, "tables"), a, chain)
        page = pathlib.Path(folder, "some.html").read_text(encoding="utf-8")

    check(list(a["channel"].values) == CHANNELS, f"channels are {list(a['channel'].values)}")
    check(list(a["outcome"].values) == OUTCOMES, f"outcomes are {list(a['outcome'].values)}")
    check(list(a["arm"].values) == list(root["arm"].values[1:]), "arms are not those of the file")
    check(a["value"].dims == ("arm", "replicate", "subset", "outcome"), f"value is along {a['value'].dims}")
    check(((a["on"].values << np.arange(6)).sum(axis=1) == np.arange(64)).all(), "on is not the subset's bits")
    for name in OUTCOMES:
        check(root[name].equals(compared[name]), f"{name} is not that of the comparison")
        last = root[name].isel(month=-1, drop=True)
        for subset, arms in ((0, last.isel(arm=[0, 0])), (63, last.isel(arm=[1, 2]))):
            check(np.array_equal(a["value"].sel(outcome=name, subset=subset).values, arms.values, equal_nan=True), f"{name}: subset {subset}")
    worth = np.moveaxis(a["value"].values, 2, -1)
    shares = shares_by_orders(worth)
    check(np.allclose(a["share_by_replicate"].values, shares, rtol=0, atol=1e-14, equal_nan=True), "shares are others by orders")
    check(np.allclose(a["share"].values, np.nanmean(shares, axis=1), rtol=0, atol=1e-14), "mean shares differ")
    check(np.allclose(a["share"].sum("channel").values, a["whole"].values, rtol=0, atol=1e-14), "shares do not add up")
    check((a["share_low"] <= a["share"]).all() and (a["share"] <= a["share_high"]).all(), "a share lies outside its interval")
    difference = (root["result"].isel(arm=[1, 2], month=-1).values - root["result"].isel(arm=0, month=-1).values).mean(axis=1)
    check(np.allclose(a["whole"].sel(outcome="result").values, difference, rtol=0, atol=1e-15), "the whole is not the difference")
    check(np.allclose(chain["effect"].sum("path").values, chain["difference"].sel(stage="result").values, rtol=0, atol=1e-12),
          "ways do not add up")
    check(a["value"].equals(again["value"]), "the scenario in the file gives other values")
    for name, variable in a.data_vars.items():
        check(variable.attrs.get("long_name"), f"{name} has no long_name")

    told = json.loads(re.search(r'<script id="data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])["attribution"]
    for part in ("share", "alone", "last"):
        told_part = told["shares" if part == "share" else part]
        for ending, key in (("", "mean"), ("_low", "low"), ("_high", "high"), ("_p_holm", "p_holm")):
            numbers = [[[effect[key] for effect in outcome] for outcome in arm] for arm in told_part]
            check(np.array_equal(np.array(numbers, dtype=float), a[part + ending].values, equal_nan=True), f"the report tells another {part}{ending}")
    paths = [[effect["mean"] for effect in arm] for arm in told["chain"]["effects"]]
    check(np.array_equal(np.array(paths, dtype=float), chain["effect"].values, equal_nan=True), "the report tells other ways")

    for problem in problems:
        print(problem)
    print("OK" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
