"""Numbers in a report's page against those that h5py and numpy find in the file.

Usage: report_agrees_with_file.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something differs, 77 skipped for want of h5py.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

try:
    import h5py
    import numpy as np
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


def same(told, values, what):
    """Lists with null for NaN; means of numpy are added in another order, hence the last digits."""
    told = np.array([np.nan if v is None else v for v in told], dtype=float)
    check(np.allclose(told, values, rtol=1e-12, atol=1e-15, equal_nan=True), what)


def document_of(page):
    found = re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.S)
    return json.loads(found.group(1))


def check_series(file, report):
    drawn = [m for m in report["measures"] if "series" in m]
    check(len(drawn) >= 10, f"only {len(drawn)} measures over time")
    for measure in drawn:
        values = file[measure["name"]][()]
        for a, series in enumerate(measure["series"]):
            same(series["mean"], np.nanmean(values[a], axis=0), f"{measure['name']}: means")
            for key, share in (("q05", 0.05), ("q25", 0.25), ("q50", 0.5), ("q75", 0.75), ("q95", 0.95)):
                same(series[key], np.nanquantile(values[a], share, axis=0), f"{measure['name']}: {key}")
    for measure in report["measures"]:
        values = file[measure["name"]][:, :, -1]
        same([last["mean"] for last in measure["last"]], np.nanmean(values, axis=1), f"{measure['name']}: last")
        same([last["sd"] for last in measure["last"]], np.nanstd(values, axis=1, ddof=1), f"{measure['name']}: sd")


def check_contrasts(file, report):
    group = file["comparison"]
    told = report["contrasts"]
    check(len(told) == len(group["measure"]), "number of contrasts")
    for key in ("measure", "arm", "against"):
        check([c[key] for c in told] == list(group[key].asstr()), f"comparison: {key}")
    for key in ("mean", "low", "high", "p", "p_holm", "variance_reduction"):
        stored = group[key][()]
        check(all((np.isnan(s) and c[key] is None) or c[key] == s for c, s in zip(told, stored)),
              f"comparison: {key} is not the same number")


def check_networks(file, report):
    pictures = report["networks"]["pictures"]
    check(len(pictures) == 1 + len(report["arms"]), f"{len(pictures)} pictures")
    for n, picture in enumerate(pictures):
        group = file[f"networks/{n}"]
        for key in ("culture", "coalition", "role", "degree", "community"):
            check(picture[key] == group[key][()].tolist(), f"networks/{n}: {key}")
        ties = np.column_stack([group["low"][()], group["high"][()]]).ravel()
        check(picture["ties"] == ties.tolist(), f"networks/{n}: ties")


def nulls(values):
    """An array as JSON has it, number by number."""
    values = np.asarray(values)
    return [nulls(part) for part in values] if values.ndim > 0 else None if np.isnan(values) else values.item()


def check_leverage(file, report):
    told = report["leverage"]
    group, factors, levels = (file[name] for name in ("leverage", "leverage/factors", "leverage/levels"))
    check(report["arms"] == list(group["arm"].asstr()) and told["measures"] == list(group["measure"].asstr()), "arms or measures")
    check([lever["key"] for lever in told["levers"]] == list(group["parameter"].asstr()), "levers")
    for key in ("level", "value", "lowered", "raised", "price"):
        check([lever[key] for lever in told["levers"]] == nulls(group[key][()]), f"leverage: {key}")
    for key in ("unit", "note"):
        check([lever[key] for lever in told["levers"]] == list(group[key].asstr()), f"leverage: {key}")
    same(told["base"], group["base"][()].mean(axis=2), "leverage: base")

    def same_numbers(of, group, name, place):
        for part, ending in (("mean", ""), ("low", "_low"), ("high", "_high")):
            check(of[part] == nulls(group[name + ending][()][place]), f"{name}{ending} of {place} is not the same number")

    for a in range(len(report["arms"])):
        same_numbers(told["depth_and_size"][a], group, "depth_and_size", a)
        for name in ("belief_agrees", "action_agrees"):
            same_numbers(told["factors"][name][a], factors, name, a)
        for m in range(len(told["measures"])):
            effect, level = told["effects"][a][m], told["levels"]["effects"][a][m]
            for name in ("elasticity", "rank", "per_money"):
                same_numbers(effect[name], group, name, (a, m))
            check(effect["p_holm"] == nulls(group["p_holm"][a, m]), "leverage: p_holm")
            same_numbers(level["size"], levels, "size", (a, m))
            for name in ("levers", "certain"):
                check(level[name] == nulls(levels[name][a, m]), f"leverage/levels: {name}")
        for t in range(len(told["factors"]["months"])):
            for name in ("believed", "acted_on"):
                same_numbers(told["factors"][name][a][t], factors, name, (a, t))
    check(told["factors"]["names"] == list(factors["factor"].asstr()), "factors")
    for name in ("long_run", "within_horizon", "gain"):
        check(told["factors"][name] == nulls(factors[name][()]), f"leverage/factors: {name}")
    check(told["levels"]["numbers"] == list(range(12, 0, -1)), "levels")
    check(told["horizon"] == group.attrs["horizon"] and told["step"] == group.attrs["step"], "horizon or step")


STUDY = """burn_in = 2
replicates = 3
[network]
people = 60
[[program]]
arm = "leader-development"
preset = "leader-development"
budget = 400.0
[design]
kind = "list"
parameters.months = [4, 6, 6, 6, 6]
parameters.dialogue.mu = [0.3, 0.2, 0.3, 0.4, 0.5]
"""


def check_sweep(file, report):
    """Each point at its last month; of several points that share luck, an interval over replicates."""
    check((report["fewest_months"], report["months"], report["common_luck"]) == (4, 6, True), "months or luck")
    values = file["result"][()]
    last = [values[p, :, :, months] for p, months in enumerate(file["months"][()].astype(int))]
    differences = np.array([of[1] - of[0] for of in last])  # by point, replicate
    told = report["measures"][0]["along"][[f["key"] for f in report["factors"]].index("months")]["pairs"][0]
    for level, points in enumerate(([0], [1, 2, 3, 4])):
        means = differences[points].mean(axis=0)
        half = 4.302653 * means.std(ddof=1) / np.sqrt(3)  # Student's quantile of 2 degrees of freedom
        found = [told[key][level] for key in ("mean", "low", "high")]
        check(told["n"][level] == 3, f"n is {told['n'][level]}")
        check(np.allclose(found, [means.mean(), means.mean() - half, means.mean() + half], rtol=1e-6),
              f"months, level {level}: {found}, not {means.mean()} -+ {half}")


def main():
    warnings.simplefilter("ignore", RuntimeWarning)  # where no world has a value
    program = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "compare", "lawrence-community-works", "--set", "network.people=60", "--months",
                        "13", "--replicates", "5", "--set", "burn_in=6", "-o", "some.h5", "-q"],
                       cwd=folder, check=True, capture_output=True)
        subprocess.run([program, "report", "some.h5", "-q"], cwd=folder, check=True)
        page = pathlib.Path(folder, "some.html").read_text(encoding="utf-8")
        report = document_of(page)
        with h5py.File(pathlib.Path(folder, "some.h5")) as file:
            check_series(file, report)
            check_contrasts(file, report)
            check_networks(file, report)
            for key in ("version", "commit", "command_line", "date", "seed"):
                check(report["file"][key] == file.attrs[key], f"{key} is not the file's")
            check(report["scenario"] == file.attrs["scenario"], "the scenario is not the file's")
        check(len(page) < 3_000_000, f"{len(page)} bytes")

        pathlib.Path(folder, "study.toml").write_text(STUDY, encoding="utf-8")
        subprocess.run([program, "sweep", "study.toml", "-o", "sweep.h5", "-q"], cwd=folder, check=True, capture_output=True)
        subprocess.run([program, "report", "sweep.h5", "-q"], cwd=folder, check=True)
        with h5py.File(pathlib.Path(folder, "sweep.h5")) as file:
            check_sweep(file, document_of(pathlib.Path(folder, "sweep.html").read_text(encoding="utf-8")))

        # Worlds that no point needed have no seed; luck is common all the same.
        subprocess.run([program, "sweep", "study.toml", "-o", "need.h5", "-q", "--until-ci", "0.002", "--pilot", "3",
                        "--replicates", "40"], cwd=folder, check=True, capture_output=True)
        with h5py.File(pathlib.Path(folder, "need.h5")) as file:
            check((file["runs/status"][()] == 3).any(), "every point needed all replicates: nothing is tested")
        subprocess.run([program, "report", "need.h5", "-q"], cwd=folder, check=True)
        told = document_of(pathlib.Path(folder, "need.html").read_text(encoding="utf-8"))
        check(told["common_luck"] is True, "worlds that are not there are taken for luck of their own")
        wrong = subprocess.run([program, "sweep", "study.toml", "-o", "wrong.h5", "--pilot", "2"], cwd=folder,
                               capture_output=True, text=True)
        check(wrong.returncode == 2 and "--until-ci" in wrong.stderr, wrong.stderr)

        subprocess.run([program, "leverage", "lawrence-community-works", "--set", "network.people=60", "--months",
                        "5", "--replicates", "4", "--set", "burn_in=6", "--parameters",
                        "dialogue.mu,learning.rho,action.gamma,program.network-development.budget",
                        "-o", "levers.h5", "-q"], cwd=folder, check=True, capture_output=True)
        subprocess.run([program, "report", "levers.h5", "-q"], cwd=folder, check=True)
        with h5py.File(pathlib.Path(folder, "levers.h5")) as file:
            check_leverage(file, document_of(pathlib.Path(folder, "levers.html").read_text(encoding="utf-8")))
    for problem in problems:
        print(problem)
    print("failed" if problems else "OK")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
