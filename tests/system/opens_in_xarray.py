"""The results file as a user meets it in Python, and the promise that it can be made again.

Usage: opens_in_xarray.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of xarray.
"""

import pathlib
import subprocess
import sys
import tempfile

try:
    import h5netcdf  # noqa: F401  the engine that xarray is asked for
    import h5py
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

ARMS = ["control", "leader-development", "network-development"]
MONTHS, REPLICATES = 6, 3
MEASURES = ["result", "disparity", "direction", "alignment", "commitment", "reach", "spent"]
COLUMNS = ["measure", "arm", "against", "month", "n", "mean", "low", "high", "p", "p_holm",
           "variance_reduction"]
ATTRIBUTES = ["title", "version", "commit", "compiler", "format", "scenario", "command_line",
              "seed", "date", "host_threads"]

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"colead {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
        sys.exit(1)


def load(path, group=None):
    with xr.open_dataset(path, engine="h5netcdf", group=group) as data:
        return data.load()


def check_measures(data):
    check(list(data["arm"].values) == ARMS, f"arms are {list(data['arm'].values)}")
    check(list(data["replicate"].values) == list(range(REPLICATES)), "replicate is not 0, 1, 2")
    check(list(data["month"].values) == list(range(MONTHS + 1)), "month is not 0..6")
    check({"community", "group"} <= set(data.coords), "no coordinate community or group")
    check(set(MEASURES) <= set(data.data_vars),
          f"missing: {sorted(set(MEASURES) - set(data.data_vars))}")
    for name, variable in data.data_vars.items():
        further = variable.dims[3:]
        check(variable.dims[:3] == ("arm", "replicate", "month"), f"{name} is along {variable.dims}")
        check(further in ((), ("community",), ("group",)), f"{name} is along {variable.dims}")
        check(variable.dtype == np.float64, f"{name} is {variable.dtype}")
        for attribute in ("units", "long_name", "description", "level"):
            check(variable.attrs.get(attribute), f"{name} has no {attribute}")
    for name in ("result", "direction", "commitment", "reach"):
        values = data[name].values
        check(((values >= 0) & (values <= 1)).all(), f"{name} is not within 0..1")
    # The arms are forked from one world.
    for name in MEASURES:
        start = data[name].sel(month=0)
        check(start.equals(start.isel(arm=0).broadcast_like(start).transpose(*start.dims)),
              f"{name}: arms differ at month 0")
    check((data["spent"].sel(arm="control") == 0).all(), "control spends")


def check_attributes(data):
    for name in ATTRIBUTES:
        check(name in data.attrs and data.attrs[name] != "", f"no root attribute {name}")
    check(data.attrs.get("format") == 1, "format is not 1")
    check("months" in data.attrs.get("scenario", ""), "the scenario text names no months")


def check_groups(path):
    comparison = load(path, "comparison")
    check(list(comparison.data_vars) == COLUMNS, f"comparison has {list(comparison.data_vars)}")
    check(comparison["mean"].dims == ("contrast",), "comparison is not along contrast")
    one = comparison.where(comparison["measure"] == "result", drop=True)
    check(list(zip(one["arm"].values, one["against"].values)) ==
          [(ARMS[1], ARMS[0]), (ARMS[2], ARMS[0]), (ARMS[2], ARMS[1])], "contrasts of the result")
    check((one["low"] <= one["mean"]).all() and (one["mean"] <= one["high"]).all(),
          "an interval does not hold its mean")
    data = load(path)["result"].sel(month=MONTHS)
    difference = float((data.sel(arm=ARMS[2]) - data.sel(arm=ARMS[1])).mean())
    check(np.isclose(float(one["mean"][2]), difference, rtol=1e-12, atol=1e-15),
          "the mean difference is not the difference of means")
    runs = load(path, "runs")
    check(runs["status"].dims == ("arm", "replicate"), "runs are not along arm, replicate")
    check((runs["status"] == 0).all(), "a run failed")
    check(set(runs.data_vars) == {"seed", "status", "message", "seconds"}, "columns of runs")


def check_in_h5py(path):
    with h5py.File(path) as file:
        dataset = file["result"]
        check(dataset.compression == "gzip" and dataset.shuffle, "result is not shuffle+deflate")
        check([d.keys() for d in dataset.dims] == [["arm"], ["replicate"], ["month"]],
              "h5py sees other dimension scales")
        check(list(file["arm"].asstr()) == ARMS, "h5py reads other arms")


def check_same(first, second):
    a, b = load(first), load(second)
    check(list(a.variables) == list(b.variables), "run again, there are other variables")
    for name in a.variables:
        check(a[name].values.tobytes() == b[name].values.tobytes() if a[name].dtype != object
              else list(a[name].values) == list(b[name].values), f"run again, {name} differs")
    check(load(first, "comparison").identical(load(second, "comparison")),
          "run again, the comparison differs")
    check(a.attrs["scenario"] == b.attrs["scenario"], "run again, the scenario text differs")


def check_communities(program, folder):
    """A snapshot tells how each factor stands in each community and group, and it adds up to the result."""
    path = pathlib.Path(folder, "kept.h5")
    run(program, folder, "run", "lawrence-community-works", "--arm", "control", "--set", "network.people=60", "--months",
        str(MONTHS), "--set", "burn_in=6", "--snapshots", f"0,{MONTHS}", "-o", str(path), "-q")
    results = load(path)["result"].isel(arm=0, replicate=0)
    for month in (0, MONTHS):
        place = f"snapshots/month_{month:04}"
        people, communities = load(path, f"{place}/people"), load(path, f"{place}/communities")
        level = communities["level"]
        check(level.dims == ("community", "culture", "factor"), f"levels of factors lie along {level.dims}")
        check(((level >= 0) & (level <= 1)).all(), "levels of factors are not within 0..1")
        check(list(level["factor"].values) == list(people["factor"].values), "factors have other names")
        residents = np.array([(people["community"] == c).sum() for c in communities["community"].values])
        overall = float((communities["result"].values * residents).sum() / residents.sum())
        check(abs(overall - float(results.sel(month=month))) < 1e-6, f"month {month}: communities make {overall}")
        check(np.allclose(communities["narrative"].sum("factor"), 1, atol=1e-4), "a story is not whole")
    moved = load(path, f"snapshots/month_{MONTHS:04}/communities")["level"] - load(path, "snapshots/month_0000/communities")["level"]
    check(float(abs(moved).max()) > 0, "no factor moves")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        first, second = pathlib.Path(folder, "first.h5"), pathlib.Path(folder, "second.h5")
        quiet = ["--progress", "never", "-q"]
        run(program, folder, "compare", "lawrence-community-works", "--set", "network.people=60",
            "--months", str(MONTHS), "--replicates", str(REPLICATES), "--set", "burn_in=6",
            "-o", str(first), *quiet)
        data = load(first)
        check_communities(program, folder)
        check_attributes(data)
        check_measures(data)
        check_groups(first)
        check_in_h5py(first)
        scenario = pathlib.Path(folder, "again.toml")
        scenario.write_text(data.attrs["scenario"], encoding="utf-8")
        run(program, folder, "compare", str(scenario), "-o", str(second), *quiet)
        check_same(first, second)
    for problem in problems:
        print(problem)
    print("failed" if problems else "OK")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
