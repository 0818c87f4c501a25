"""Whatever ends a comparison early, --resume finishes it, and the file is that of an uninterrupted one.

Content is compared value for value, as in sweep_survives.py.

Usage: comparison_survives.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of h5py.
"""

import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

try:
    import h5py
    from sweep_survives import content
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

KILLS = 8
SCENARIO = """title = "A comparison that is cut off"
months = 6
burn_in = 6
replicates = 300
[network]
people = 150
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


class Comparisons:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def start(self, *words, **how):
        return subprocess.Popen([self.program, "compare", "small.toml", *words], cwd=self.folder, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)

    def run(self, *words, **how):
        process = self.start(*words, **how)
        out, err = process.communicate()
        return process.returncode, out, err

    def finish(self, name, *words):
        code, out, err = self.run("-o", name, "--resume", "--threads", "2", *words)
        check(code == 0, f"{name}: resuming exits with {code}: {err}")
        check(not (self.folder / f"{name}.parts").exists(), f"{name}: the parts are still there")
        return out

    def same(self, name, reference, what):
        now = content(self.folder / name)
        different = [key for key in reference if now.get(key) != reference[key]]
        check(not different and set(now) == set(reference), f"{what}: differs in {different[:5]}")


def killed(comparisons, reference, seconds):
    """Ended by SIGKILL over and over; at the end nothing has been run that was finished before."""
    chance = random.Random(7)
    name, kills = "killed.h5", 0
    while kills < KILLS and not (comparisons.folder / name).exists():
        process = comparisons.start("-o", name, "--resume", "--threads", "2", "--save-every",
                                    chance.choice(["0", "0.02", "0.1"]))
        try:
            process.communicate(timeout=chance.uniform(0.1, 0.4 * seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
    if not (comparisons.folder / name).exists():
        comparisons.finish(name)
    comparisons.same(name, reference, f"after {kills} kills")
    code, _, err = comparisons.run("-o", name, "--resume")
    check(code == 0 and "nothing is left to do" in err, f"resuming what is whole: {code} {err}")


def interrupted(comparisons, reference, table, seconds):
    # A machine that has just become quicker is done before half of the time that it took.
    for part in (0.5, 0.25, 0.12):
        process = comparisons.start("-o", "stopped.h5", "--threads", "2")
        time.sleep(part * seconds)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        if process.returncode != 0:
            break
        (comparisons.folder / "stopped.h5").unlink()
    check(process.returncode == 130, f"Ctrl-C exits with {process.returncode}")
    check("--resume goes on with them" in err, f"Ctrl-C says: {err}")
    check("network-development minus leader-development" in out, f"Ctrl-C prints {out}")
    check(not (comparisons.folder / "stopped.h5").exists(), "Ctrl-C leaves a file that is not whole")
    code, _, err = comparisons.run("-o", "stopped.h5")
    check(code == 3 and "--resume" in err, f"parts are not protected: {code} {err}")
    code, _, err = comparisons.run("-o", "stopped.h5", "--resume", "--months", "7")
    check(code == 2 and "another study" in err, f"another comparison resumes: {code} {err}")
    code, _, err = comparisons.run("-o", "stopped.h5", "--resume", "--arms", "control")
    check(code == 2 and "there, nothing now" in err and "''" not in err, f"fewer arms resume: {code} {err}")
    merged = subprocess.run([comparisons.program, "merge", "stopped.h5"], cwd=comparisons.folder, text=True,
                            capture_output=True)
    check(merged.returncode == 2 and "--incomplete" in merged.stderr, f"merging too early: {merged.stderr}")
    merged = subprocess.run([comparisons.program, "merge", "stopped.h5", "--incomplete"], cwd=comparisons.folder,
                            text=True, capture_output=True)
    check(merged.returncode == 0, f"merging what there is: {merged.stderr}")
    with h5py.File(comparisons.folder / "stopped.h5", "r") as file:
        check(0 < file["result"].shape[1] < 300, f"what there is: {file['result'].shape}")
    code, _, err = comparisons.run("-o", "stopped.h5", "--resume")
    check(code == 3 and "--resume --overwrite" in err, f"what lacks replicates is taken for whole: {code} {err}")
    check((comparisons.folder / "stopped.h5.parts").exists(), "parts of a comparison that lacks replicates are gone")
    check(comparisons.finish("stopped.h5", "--overwrite") == table, "a resumed comparison prints something else")
    comparisons.same("stopped.h5", reference, "after Ctrl-C")


def limited(comparisons, reference):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    code, _, err = comparisons.run("-o", "limited.h5", "--threads", "2", "--save-every", "0.1", preexec_fn=limit)
    check(code == 3 and "cannot be written" in err, f"a limit on file size: {code} {err}")
    check(not (comparisons.folder / "limited.h5").exists(), "a file appeared that is not whole")
    comparisons.finish("limited.h5")
    comparisons.same("limited.h5", reference, "after a limit on file size")


def by_need(comparisons):
    words = ["--until-ci", "0.0002", "--pilot", "10"]
    code, out, err = comparisons.run("-o", "need.h5", "--threads", "2", *words)
    check(code == 0 and "are within +-0.0002 after" in out, f"by need: {code} {out} {err}")
    reference = content(comparisons.folder / "need.h5")
    with h5py.File(comparisons.folder / "need.h5", "r") as file:
        count = file["result"].shape[1]
        check(10 < count < 300, f"by need {count} replicates are run")
        group = file["comparison"]
        widths = [(high - low) / 2 for name, low, high in zip(group["measure"][()], group["low"][()], group["high"][()])
                  if name == b"result"]
        check(len(widths) == 3 and max(widths) <= 0.0002, f"by need, half widths are {widths}")
    comparisons.run("-o", "need1.h5", "--threads", "1", *words)
    comparisons.same("need1.h5", reference, "by need on one thread")
    process = comparisons.start("-o", "need2.h5", "--threads", "2", "--save-every", "0", *words)
    time.sleep(0.2)
    process.kill()
    process.communicate()
    comparisons.finish("need2.h5", *words)
    comparisons.same("need2.h5", reference, "by need after a kill")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        comparisons = Comparisons(os.path.abspath(sys.argv[1]), folder)
        (folder / "small.toml").write_text(SCENARIO)
        start = time.monotonic()
        code, table, err = comparisons.run("-o", "whole.h5", "--threads", "2")
        seconds = time.monotonic() - start
        check(code == 0, f"the comparison exits with {code}: {err}")
        reference = content(folder / "whole.h5")
        interrupted(comparisons, reference, table, seconds)
        killed(comparisons, reference, seconds)
        limited(comparisons, reference)
        by_need(comparisons)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
