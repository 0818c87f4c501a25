"""`colead leverage`, `colead calibrate` and test models as a researcher meets them: words, codes and files.

Usage: leverage_and_calibration.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of xarray.
"""

import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

try:
    import h5netcdf  # noqa: F401  the engine that xarray is asked for
    import numpy as np
    import xarray as xr
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

TOWN = """title = "A small town"
months = 4
burn_in = 3
replicates = 6
[network]
people = 60
[person]
threshold_mean = 0.3
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100.0
"""

CALIBRATION = """title = "Unknown commitment"
months = 2
burn_in = 0
[network]
people = 60
[calibrate]
particles = 20
generations = 4
[calibrate.parameters]
person.commitment_high = [0.2, 1.0]
[[calibrate.target]]
measure = "commitment"
arm = "control"
month = 0
value = 0.4
tolerance = 0.03
"""

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
        return done.stdout, done.stderr

    def open(self, name, group=None):
        with xr.open_dataset(self.folder / name, engine="h5netcdf", group=group) as data:
            return data.load()


def check_leverage(place):
    (place.folder / "town.toml").write_text(TOWN)
    keys = "action.gamma,dialogue.mu,program.network-development.budget,learning.fade"
    out, err = place.run("leverage", "town.toml", "--parameters", keys, "-o", "town.h5", "--threads", "2")
    # 2 arms as they are, 3 levers x 2 sides x 2 arms, and the budget's two sides in its own arm.
    check("with 6 replicates, fewer than 30, intervals are too narrow" in err, err)
    check("4 levers, 2 arms, 6 replicates: 96 arm-runs, 16 in each replicate" in err, err)
    for words in ("housing", "long run", "believed", "level 7", "action.gamma", "deeper levers"):
        check(words in out, f"leverage does not tell {words}: {out}")
    data = place.open("town.h5", "leverage")
    check(data["elasticity"].dims == ("arm", "measure", "parameter"), data["elasticity"].dims)
    check(list(data["parameter"].values) == ["dialogue.mu", "action.gamma", "learning.fade",
                                             "program.network-development.budget"],
          data["parameter"].values)
    gamma = data.sel(parameter="action.gamma", measure="result")
    base = gamma["base"].mean("replicate")
    slope = (gamma["at_raised"] - gamma["at_lowered"]).mean("replicate") / (gamma["raised"] - gamma["lowered"])
    again = slope * gamma["value"] / base
    check(np.allclose(again, gamma["elasticity"], rtol=1e-9), "elasticity does not follow from the ends")
    check((gamma["elasticity"] > 0).all(), "more gain of pressure brings no more")
    money = data["per_money"].sel(parameter="program.network-development.budget", measure="result")
    check(np.isfinite(money.sel(arm="network-development")), "a budget has no effect per dollar")
    check(np.isnan(money.sel(arm="control")), "the control spends")
    check(int(gamma["level"]) == 7, gamma["level"].values)
    factors = place.open("town.h5", "leverage/factors")
    check(np.allclose(factors["believed"].sum("factor"), 1, atol=1e-5), "beliefs do not sum to 1")
    check(np.isclose(factors["gain"].sum(), 1), "gain does not sum to 1")
    levels = place.open("town.h5", "leverage/levels")
    check(int(levels["levers"].sel(level=7, arm="control", measure="result")) == 1, "level 7 has another number")
    root = place.open("town.h5")
    for name in ("version", "commit", "scenario", "seed", "command_line", "date"):
        check(name in root.attrs, f"the root lacks {name}")
    one, _ = place.run("leverage", "town.toml", "--parameters", keys, "--threads", "1", "-q")
    check(one == out, "threads change what is printed")
    for words in (("export", "town.h5", "--csv", "csv"), ("sensitivity", "town.h5", "--measure", "result")):
        _, err = place.run(*words, code=2)
        check("holds levers and no runs: colead report shows it" in err and err.count("\n") == 1, err)
    for replicates, words in (("30", []), ("29", ["-q"])):
        _, err = place.run("leverage", "town.toml", "--parameters", "dialogue.mu", "--replicates", replicates,
                           "--months", "1", *words)
        check("too narrow" not in err, err)
    started, _ = place.run("leverage", "town.toml", "--parameters", "network.degree", "--from-start", "-q")
    check("network.degree" in started, started)
    _, err = place.run("leverage", "town.toml", "--parameters", "network.degree", code=2)
    check("network.degree: decides how worlds begin, before the fork (--from-start)" in err, err)
    _, err = place.run("leverage", "town.toml", "--parameters", "organizations.takes", code=2)
    check("organizations.takes: is no number to be moved" in err, err)
    _, err = place.run("leverage", "town.toml", "-o", "town.h5", code=3)
    check("town.h5" in err, err)
    _, err = place.run("leverage", "town.toml", "--parameters", "dialogue.mew", code=2)
    check("did you mean dialogue.mu?" in err and err.count("\n") == 1, err)
    place.run("leverage", "town.toml", "--step", "0", code=2)


def check_interrupt(place):
    long = subprocess.Popen([place.program, "leverage", "town.toml", "--replicates", "100000", "--set",
                             "months=24", "--threads", "2", "-o", "long.h5", "--progress", "never",
                             "--parameters", "dialogue.mu"],
                            cwd=place.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(2)
    long.send_signal(signal.SIGINT)
    out, err = long.communicate(timeout=60)
    check(long.returncode == 130, f"an interrupted leverage exits with {long.returncode}: {err}")
    check("interrupted" in err, err)
    done = re.search(r"interrupted: (\d+) of 100000", err)
    check(done is not None and (place.folder / "long.h5").exists(), f"what was complete is not kept: {err}")
    if done:
        check(place.open("long.h5", "leverage").sizes["replicate"] == int(done[1]), "another number is stored")


def check_calibration(place):
    (place.folder / "unknown.toml").write_text(CALIBRATION)
    resolved, err = place.run("check", "unknown.toml")
    check("1 unknown, 1 target" in err, err)
    (place.folder / "resolved.toml").write_text(resolved)
    check(place.run("check", "resolved.toml", "-q")[0] == resolved, "a resolved calibration reads back as another")
    (place.folder / "wrong.toml").write_text(CALIBRATION.replace('"commitment"', '"comitment"'))
    _, err = place.run("check", "wrong.toml", code=2)
    check("wrong.toml:" in err and "did you mean commitment?" in err, err)
    out, err = place.run("calibrate", "unknown.toml", "--threads", "2")
    check("1 unknown, 1 target; 40 parameter sets from the prior" in err, err)
    for words in ("person.commitment_high", "sd/prior", "commitment of control at month 0", "effective"):
        check(words in out, f"calibrate does not tell {words}: {out}")
    data = place.open("unknown.h5", "posterior")
    check("person.commitment_high" in data.coords, "the parameter is no coordinate")
    check(np.isclose(data["weight"].sum(), 1), "weights do not sum to 1")
    check(data["outcome"].dims == ("particle", "target"), data["outcome"].dims)
    check(bool((abs(data["outcome"].isel(target=0) - 0.4) / 0.03 - data["distance"] < 1e-9).all()),
          "distances are others")
    mean = float((data["weight"] * data["person.commitment_high"]).sum())
    check(abs(mean - 0.7) < 0.15, f"commitment of .4 calls for .1 .. .7, not .1 .. {mean}")
    simulated = place.open("unknown.h5", "simulated")
    generations = place.open("unknown.h5", "generations")
    check(int(generations["simulated"].sum()) == simulated.sizes["particle"], "runs are missing")
    check("calibrate.target" in place.open("unknown.h5").attrs["study"], "the study is not in the file")
    again, _ = place.run("calibrate", "unknown.toml", "--threads", "1", "-q", "-o", "again.h5")
    check(again == out, "threads change the posterior")
    for flag, instead in (("--seed", "calibrate.seed"), ("--replicates", "calibrate.worlds"), ("--months", "last target")):
        _, err = place.run("calibrate", "unknown.toml", "-o", "idle.h5", flag, "7", code=2)
        check(f"{flag} changes nothing here" in err and instead in err and err.count("\n") == 1, err)
    _, err = place.run("calibrate", "unknown.toml", "-o", "idle.h5", "--set", "seed=7", code=2)
    check("seed= changes nothing here" in err and "calibrate.seed" in err, err)
    _, err = place.run("calibrate", "town.toml", code=2)
    check("[calibrate]" in err, err)
    _, err = place.run("compare", "unknown.toml", code=2)
    check("colead calibrate runs" in err, err)
    _, err = place.run("calibrate", "unknown.toml", code=3)
    check("unknown.h5" in err, err)


def indices(text):
    """Numbers of S1 and ST by factor."""
    found = {}
    for line in text.splitlines():
        words = re.match(r"(x\d)\s+(-?[\d.]+) \+-[\d.]+\s+(-?[\d.]+) \+-", line)
        if words:
            found[words[1]] = (float(words[2]), float(words[3]))
    return found


def check_test_model(place, model, first, total, second=None):
    (place.folder / f"{model}.toml").write_text(
        f'[design]\nkind = "sobol"\npoints = 8192\ntest_model = "{model}"\n')
    out, _ = place.run("sweep", f"{model}.toml", "-o", f"{model}.h5")
    check(out.startswith(f"TEST MODEL {model}"), out)
    out, _ = place.run("sensitivity", f"{model}.h5", "--measure", "test_model_output")
    check(f"TEST MODEL {model}" in out, out)
    for pair, index in (second or {}).items():
        told = re.search(rf"S2 of {pair[0]} and {pair[1]}: (-?[\d.]+) \+-([\d.]+)", out)
        # Four standard deviations, of which two are told.
        check(told is not None and abs(float(told[1]) - index) < max(0.02, 2 * float(told[2])) < 0.12, f"{pair}: {told}")
    found = indices(out)
    check(len(found) == len(first), out)
    for k, (s1, st) in enumerate(found.values()):
        # Four standard deviations of random points at this size, .014.
        check(abs(s1 - first[k]) < 0.05 and abs(st - total[k]) < 0.05, f"{model} x{k + 1}: {s1}, {st}")
    data = place.open(f"{model}.h5")
    check(data.attrs["test_model"] == model and "no simulation" in data.attrs["warning"], data.attrs)
    check("result" not in data and "x1" in data, "a test model looks like a simulation")
    _, err = place.run("sensitivity", f"{model}.h5", "--measure", "result", code=2)
    check("test model and no simulation" in err, err)
    place.run("sweep", f"{model}.toml", "-o", f"{model}.h5", code=3)


def check_test_models(place):
    check_test_model(place, "ishigami", (.3139, .4424, 0), (.5576, .4424, .2437),
                     {("x1", "x2"): 0, ("x1", "x3"): .2437, ("x2", "x3"): 0})
    check_test_model(place, "g-function", (.7165, .1791, .0237, .0072), (.7874, .2423, .0343, .0105))
    check_test_model(place, "linear", (1 / 14, 4 / 14, 9 / 14), (1 / 14, 4 / 14, 9 / 14))
    (place.folder / "morris.toml").write_text(
        '[design]\nkind = "morris"\npoints = 10\ntest_model = "linear"\n')
    place.run("sweep", "morris.toml", "-o", "morris.h5")
    out, _ = place.run("sensitivity", "morris.h5", "--measure", "test_model_output")
    for k in (1, 2, 3):
        check(re.search(rf"x{k}\s+{k}\.000\s+{k}\.000 \+-0\.000\s+0\.000", out), out)
    for wrong, words in (('kind = "grid"', 'goes with kind'),
                         ('kind = "sobol"\npoints = 8\nparameters.dialogue.mu = [0.1, 0.2]',
                          "brings its own factors")):
        (place.folder / "wrong.toml").write_text(f'[design]\n{wrong}\ntest_model = "linear"\n')
        _, err = place.run("sweep", "wrong.toml", code=2)
        check(words in err, err)


def main():
    with tempfile.TemporaryDirectory() as name:
        place = Place(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(name))
        check_test_models(place)
        check_leverage(place)
        check_interrupt(place)
        check_calibration(place)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
