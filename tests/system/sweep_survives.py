"""Whatever ends a sweep early, --resume finishes it, and the file is that of an uninterrupted one.

Killed at random moments, by a full disk, by a limit on file size, by Ctrl-C, by a run that fails.
Content is compared value for value, bit for bit; only date, command_line, host_threads and
runs/seconds may differ.

Usage: sweep_survives.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of h5py.
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

try:
    import h5py
    import numpy as np
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

KILLS = 50

STUDY = """title = "A study that is cut off"
months = 6
burn_in = 6
replicates = 24
[network]
people = 150
[design]
kind = "grid"
parameters.dialogue.mu = [0.1, 0.3, 0.5]
parameters.network.people = [60, 150, 1100]
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100.0
"""

# One point of three wants more memory than it is given, in every replicate.
FAILING = """title = "A study of which a part fails"
months = 3
burn_in = 0
replicates = 4
[network]
people = 60
generator = "ring"
[design]
kind = "grid"
parameters.network.people = [60, 6_000_000, 90]
"""
MEMORY = 1 << 30

NOT_CONTENT = {"date", "command_line", "host_threads"}

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


def content(path):
    """Every dataset and attribute of a file by name, as bytes."""
    found = {}

    def note(name, item):
        for key, value in item.attrs.items():
            # References to datasets are places in this file, not content.
            if key not in NOT_CONTENT | {"DIMENSION_LIST", "REFERENCE_LIST"}:
                found[f"{name}@{key}"] = str(value)
        if isinstance(item, h5py.Dataset) and name != "runs/seconds":
            values = item[()]
            is_text = values.dtype == object
            found[name] = (values.shape, str(values.dtype),
                           tuple(values.ravel()) if is_text else values.tobytes())

    with h5py.File(path, "r") as file:
        note("/", file)
        file.visititems(note)
    return found


class Sweeps:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def start(self, *words, **how):
        return subprocess.Popen([self.program, "sweep", *words], cwd=self.folder, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)

    def run(self, *words, **how):
        process = self.start(*words, **how)
        out, err = process.communicate()
        return process.returncode, out, err

    def finish(self, name, study="study.toml", **how):
        """Resumes until the end and returns the exit status."""
        code, _, err = self.run(study, "-o", name, "--resume", "--threads", "2", **how)
        check(code in (0, 1), f"{name}: resuming exits with {code}: {err}")
        check(not (self.folder / f"{name}.parts").exists(), f"{name}: the parts are still there")
        return code


def same(folder, name, reference, what):
    path = folder / name
    check(path.exists(), f"{what}: there is no file")
    if path.exists():
        now = content(path)
        different = [key for key in reference if now.get(key) != reference[key]]
        check(not different and set(now) == set(reference), f"{what}: differs in {different[:5]}")


def killed(sweeps, reference, seconds):
    """Ended by SIGKILL over and over, at moments drawn from the time that a sweep takes."""
    chance = random.Random(20)
    kills = 0
    name = "killed.h5"
    while kills < KILLS:
        process = sweeps.start("study.toml", "-o", name, "--resume", "--threads", "2",
                               "--save-every", chance.choice(["0", "0.02", "0.1"]))
        try:
            process.communicate(timeout=chance.uniform(0.0, 0.25 * seconds))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            kills += 1
        if (sweeps.folder / name).exists():
            sweeps.finish(name)
            same(sweeps.folder, name, reference, f"after {kills} kills")
            (sweeps.folder / name).unlink()
            shutil.rmtree(sweeps.folder / f"{name}.parts", ignore_errors=True)
    sweeps.finish(name)
    same(sweeps.folder, name, reference, "after the last kill")


def limited_file_size(sweeps, reference):
    """No file may be larger than 40 kB: parts or the whole cannot be written."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    code, _, err = sweeps.run("study.toml", "-o", "limited.h5", "--threads", "2", "--save-every",
                              "0.2", preexec_fn=limit)
    check(code == 3, f"a limit on file size exits with {code}: {err}")
    check("cannot be written" in err, f"a limit on file size is told as: {err}")
    check(not (sweeps.folder / "limited.h5").exists(), "a file appeared that is not whole")
    sweeps.finish("limited.h5")
    same(sweeps.folder, "limited.h5", reference, "after a limit on file size")


def full_disk(sweeps, reference):
    """On a file system of a megabyte, which then grows."""
    disk = sweeps.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk],
                      capture_output=True).returncode != 0:
        print("no file system can be mounted here: a full disk is not tried")
        return
    try:
        code, _, err = sweeps.run("study.toml", "-o", "disk/full.h5", "--threads", "2",
                                  "--save-every", "0.1")
        check(code == 3, f"a full disk exits with {code}: {err}")
        check("No space left on device" in err, f"a full disk is told as: {err}")
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        sweeps.finish("disk/full.h5")
        same(sweeps.folder, "disk/full.h5", reference, "after a full disk")
    finally:
        subprocess.run(["umount", disk], check=True)


def interrupted(sweeps, reference, seconds):
    process = sweeps.start("study.toml", "-o", "stopped.h5", "--threads", "2")
    time.sleep(0.4 * seconds)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    check(process.returncode == 130, f"Ctrl-C exits with {process.returncode}")
    check("--resume goes on with them" in err, f"Ctrl-C says: {err}")
    parts = list((sweeps.folder / "stopped.h5.parts").glob("part_*.h5"))
    check(parts, "Ctrl-C leaves no part")
    for part in parts:
        with h5py.File(part, "r") as file:
            check(len(file["result"]) == len(file["world"]) > 0, "a part is not whole")
    code, _, err = sweeps.run("study.toml", "-o", "stopped.h5")
    check(code == 3 and "--resume" in err, f"parts are not protected: {code} {err}")
    code, _, err = sweeps.run("study.toml", "-o", "stopped.h5", "--resume", "--months", "7")
    check(code == 2 and "another study" in err, f"another study resumes: {code} {err}")
    sweeps.finish("stopped.h5")
    same(sweeps.folder, "stopped.h5", reference, "after Ctrl-C")


def sharded(sweeps, reference, seconds):
    """Three programs side by side, on one folder of parts; one is killed and begun again."""
    def start(shard):
        return sweeps.start("study.toml", "-o", "sharded.h5", "--shard", f"{shard}/3", "--threads",
                            "1", "--save-every", "0.1")

    first = [start(shard) for shard in (1, 2, 3)]
    # Before it can have done its third.
    time.sleep(min(0.2, seconds / 6))
    first[1].kill()
    for process in first:
        process.communicate()
    code, _, err = subprocess_merge(sweeps, "sharded.h5")
    check(code == 2 and "--incomplete" in err, f"merging too early: {code} {err}")
    code, out, err = subprocess_merge(sweeps, "sharded.h5", "--incomplete")
    check(code == 0, f"merging what there is: {code} {err}")
    with h5py.File(sweeps.folder / "sharded.h5", "r") as file:
        status = file["runs/status"][()]
        check(set(np.unique(status)) == {0, 2}, f"status of what there is: {np.unique(status)}")
        check((np.isnan(file["result"][..., 0]) == (status == 2)).all(), "what is missing has values")
        missing, alike = (status[:, 0] == 2).sum(), (status == status[:1]).all()
        check(f"{missing} of {status[:, 0].size} worlds are not there yet" in out and ("differ by luck too" in out) != alike,
              f"merging what there is says {out}")
    code, _, err = sweeps.run("study.toml", "-o", "sharded.h5", "--resume")
    check(code == 3 and "--resume --overwrite" in err, f"what lacks worlds is taken for whole: {code} {err}")
    check((sweeps.folder / "sharded.h5.parts").exists(), "parts of a sweep that lacks worlds are gone")
    (sweeps.folder / "sharded.h5").unlink()
    again = start(2)
    check("colead merge sharded.h5" in again.communicate()[1], "a shard does not say what is next")
    check(again.returncode == 0, f"a shard exits with {again.returncode}")
    code, _, err = subprocess_merge(sweeps, "sharded.h5")
    check(code == 0, f"merging: {code} {err}")
    same(sweeps.folder, "sharded.h5", reference, "in three shards")
    check(not (sweeps.folder / "sharded.h5.parts").exists(), "merging leaves the parts")


def subprocess_merge(sweeps, *words):
    done = subprocess.run([sweeps.program, "merge", *words], cwd=sweeps.folder, text=True,
                          capture_output=True)
    return done.returncode, done.stdout, done.stderr


def failing(sweeps):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    (sweeps.folder / "failing.toml").write_text(FAILING)
    code, _, err = sweeps.run("failing.toml", "-o", "failing.h5", preexec_fn=limit)
    check(code == 1, f"failed runs exit with {code}: {err}")
    check("4 of 12 worlds failed" in err and "memory" in err, f"failed runs are told as: {err}")
    whole = content(sweeps.folder / "failing.h5")
    with h5py.File(sweeps.folder / "failing.h5", "r") as file:
        status = file["runs/status"][:, 0, :]
        check((status == [[0] * 4, [1] * 4, [0] * 4]).all(), f"status is {status}")
        check(b"memory" in file["runs/message"][1, 0, 0], "the message is not kept")
        check(np.isnan(file["result"][1]).all(), "a failed run has values")
        check(np.isfinite(file["result"][[0, 2]]).all(), "a failed run takes others with it")
    code, _, err = sweeps.run("failing.toml", "-o", "failing.h5", "--resume")
    check(code == 1 and "runs failed" in err, f"what failed is forgotten: {code} {err}")
    code, _, err = sweeps.run("failing.toml", "-o", "stop.h5", "--on-error", "stop",
                              preexec_fn=limit)
    check(code == 1 and "stopped" in err, f"--on-error stop: {code} {err}")
    check(not (sweeps.folder / "stop.h5").exists(), "--on-error stop leaves a file")
    code = sweeps.finish("stop.h5", "failing.toml", preexec_fn=limit)
    check(code == 1, "resuming hides failed runs")
    same(sweeps.folder, "stop.h5", whole, "after --on-error stop")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sweeps = Sweeps(os.path.abspath(sys.argv[1]), folder)
        (folder / "study.toml").write_text(STUDY)
        start = time.monotonic()
        code, _, err = sweeps.run("study.toml", "-o", "whole.h5", "--threads", "2")
        seconds = time.monotonic() - start
        check(code == 0, f"the sweep exits with {code}: {err}")
        reference = content(folder / "whole.h5")
        sweeps.run("study.toml", "-o", "one.h5", "--threads", "1")
        same(folder, "one.h5", reference, "on one thread")
        interrupted(sweeps, reference, seconds)
        limited_file_size(sweeps, reference)
        full_disk(sweeps, reference)
        failing(sweeps)
        sharded(sweeps, reference, seconds)
        killed(sweeps, reference, seconds)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
