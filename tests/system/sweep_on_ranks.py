"""A sweep under mpirun: the same file for any number of ranks, also when one is killed and work goes on.

Content is compared value for value, as in sweep_survives.py.

Usage: sweep_on_ranks.py COLEAD_PROGRAM SOURCE_DIR
Needs mpirun, a program built with MPI, h5py. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

try:
    import numpy as np
    import h5py
    from sweep_survives import content
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

STUDY = """title = "A study on several ranks"
months = 6
burn_in = 6
replicates = {replicates}
[network]
people = 150
[design]
kind = "grid"
parameters.dialogue.mu = [0.1, 0.3, 0.5]
parameters.network.people = [60, 150, {largest}]
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100.0
"""
UNTIL = ["--until-ci", "0.0007", "--pilot", "6"]

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


class Place:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def start(self, ranks, *words):
        launcher = ["mpirun", "--oversubscribe", "--allow-run-as-root", "--bind-to", "none", "-n", str(ranks)]
        return subprocess.Popen([*(launcher if ranks else []), self.program, "sweep", *words], cwd=self.folder,
                                text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def run(self, ranks, *words):
        process = self.start(ranks, *words)
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err

    def same(self, name, reference, what):
        path = self.folder / name
        check(path.exists(), f"{what}: there is no file")
        if path.exists():
            now = content(path)
            different = [key for key in reference if now.get(key) != reference[key]]
            check(not different and set(now) == set(reference), f"{what}: differs in {different[:5]}")
        check(not (self.folder / f"{name}.parts").exists(), f"{what}: the parts are still there")


def missing(place):
    if shutil.which("mpirun") is None:
        return "mpirun"
    code, _, err = place.run(2, "nothing.toml")
    return "a program built with MPI" if "built without MPI" in err else ""


def ranks_of(program, launcher):
    """Processes of the program that this mpirun started."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            status = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(status[1]) == launcher and os.readlink(folder / "exe") == program:
                found.append(int(folder.name))
        except (OSError, IndexError):
            pass
    return sorted(found)


def any_number(place, reference):
    for ranks in (1, 2, 3):
        code, out, err = place.run(ranks, "study.toml", "-o", f"on{ranks}.h5", "--threads", "1")
        check(code == 0, f"{ranks} ranks exit with {code}: {err}")
        check(out.count("result at the last month") == 1, f"{ranks} ranks print {out}")
        place.same(f"on{ranks}.h5", reference, f"on {ranks} ranks")


def all_work(place):
    """Each rank leaves parts of its own; Ctrl-C at mpirun keeps what is finished."""
    process = place.start(3, "long.toml", "-o", "all.h5", "--threads", "1", "--save-every", "0.05")
    parts = place.folder / "all.h5.parts"
    for _ in range(600):
        names = {part.name.removeprefix("part_")[:len("rank-000000")] for part in parts.glob("part_*.h5")}
        if len(names) == 3:
            break
        time.sleep(0.05)
    check(names == {f"rank-{rank:06}" for rank in range(3)}, f"parts are of {names}")
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    check(process.returncode != 0, "an interrupted mpirun exits with 0")
    check(not (place.folder / "all.h5").exists(), "an interrupted mpirun leaves a file")


def lost_rank(place, reference):
    """kill -9 of one rank ends the job; what it had not written is run again, on another number of ranks."""
    process = place.start(3, "study.toml", "-o", "lost.h5", "--threads", "1", "--save-every", "0")
    parts = place.folder / "lost.h5.parts"
    while process.poll() is None and len(list(parts.glob("part_rank-*.h5"))) < 12:
        time.sleep(0.01)
    victims = ranks_of(place.program, process.pid)
    check(len(victims) == 3, f"mpirun has {len(victims)} ranks")
    if victims:
        os.kill(victims[1], signal.SIGKILL)
    process.communicate(timeout=60)
    check(process.returncode != 0, "a job that lost a rank exits with 0")
    check(not (place.folder / "lost.h5").exists(), "a job that lost a rank leaves a file")
    held = 0
    for part in parts.glob("part_*.h5"):
        with h5py.File(part, "r") as file:
            held += len(file["world"])
    check(0 < held, "a job that lost a rank leaves nothing")
    code, _, err = place.run(2, "study.toml", "-o", "lost.h5", "--resume", "--threads", "2")
    check(code == 0, f"resuming on ranks exits with {code}: {err}")
    check("are finished already" in err, f"resuming on ranks says {err}")
    place.same("lost.h5", reference, "after a lost rank")
    code, _, err = place.run(2, "study.toml", "-o", "lost.h5", "--resume")
    check(code == 0 and "nothing is left to do" in err, f"resuming what is whole: {code} {err}")


def by_need(place):
    code, out, err = place.run(0, "study.toml", "-o", "need.h5", *UNTIL, "--threads", "2")
    check(code == 0 and "within +-0.0007 at" in out, f"by need: {code} {out} {err}")
    reference = content(place.folder / "need.h5")
    with h5py.File(place.folder / "need.h5", "r") as file:
        status = file["runs/status"][:, 0, :]
        check({0, 3} == set(np.unique(status)), f"by need, status is {np.unique(status)}")
    for ranks in (2, 3):
        code, _, err = place.run(ranks, "study.toml", "-o", f"need{ranks}.h5", *UNTIL, "--threads", "1")
        check(code == 0, f"by need, {ranks} ranks exit with {code}: {err}")
        place.same(f"need{ranks}.h5", reference, f"by need on {ranks} ranks")


def refused(place):
    """What is wrong is said once, by rank 0, and nobody waits for anybody."""
    code, _, err = place.run(3, "study.toml", "-o", "no.h5", "--set", "dialogue.mu=7")
    check(code == 2 and err.count("dialogue.mu = 7 is outside") == 1, f"a wrong value: {code} {err}")
    code, _, err = place.run(2, "study.toml", "-o", "no.h5", "--shard", "1/2")
    check(code == 2 and "--shard is for" in err, f"a shard on ranks: {code} {err}")
    code, _, err = place.run(2, "study.toml", "-o", "/proc/no.h5")
    check(code != 0 and "cannot be written" in err, f"no place to write: {code} {err}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        place = Place(os.path.realpath(sys.argv[1]), folder)
        lacking = missing(place)
        if lacking:
            print(f"skipped, for want of {lacking}")
            return 1 if os.environ.get("CI") == "true" else 77
        (folder / "study.toml").write_text(STUDY.format(replicates=24, largest=300))
        (folder / "long.toml").write_text(STUDY.format(replicates=2000, largest=300))
        code, _, err = place.run(0, "study.toml", "-o", "whole.h5", "--threads", "2")
        check(code == 0, f"the sweep exits with {code}: {err}")
        reference = content(folder / "whole.h5")
        any_number(place, reference)
        all_work(place)
        lost_rank(place, reference)
        by_need(place)
        refused(place)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
