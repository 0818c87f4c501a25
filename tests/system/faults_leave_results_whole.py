"""Whatever fails while results are written: one line of error, the right exit status, no file under the
final name that is not whole, nothing of an earlier result lost, nothing half written left behind.

Every call of the results path fails once (tests/system/faults/shim.c, by LD_PRELOAD), then: a full disk,
a limit on file size, a folder that may not be written or vanishes, too little memory, a clock that goes
backwards, signals at any moment, nobody reading stdout or stderr.

Usage: faults_leave_results_whole.py COLEAD_PROGRAM SOURCE_DIR [--all]
--all lets each single call fail, with and without an earlier result, where otherwise some of many alike
are tried, by turns; both print the rows of the table in docs/reliability.md.
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of h5py or a C compiler.
"""

import errno
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
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

SCENARIO = """title = "Faults"
months = 2
burn_in = 1
replicates = 3
[network]
people = 40
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
"""
STUDY = SCENARIO + """[design]
parameters.dialogue.mu = [0.1, 0.3, 0.5]
"""
NOT_CONTENT = {"date", "command_line", "host_threads", "DIMENSION_LIST", "REFERENCE_LIST"}

problems = []
table = []


def check(holds, what):
    if not holds:
        problems.append(what)
        print(what, flush=True)
    return holds


def note(*row):
    """A row of the table."""
    table.append(row)
    fault, command, tries, outcome = row
    print(f"{fault[:42]:<42} {command:<18} {tries:>5}  {outcome}", flush=True)


def content(path):
    """What is in a result: of HDF5 all but what may differ, of other files the bytes."""
    if path.is_dir():
        return {entry.name: content(entry) for entry in sorted(path.iterdir())}
    if path.suffix != ".h5":
        return path.read_bytes()
    found = {}

    def note(name, item):
        for key, value in item.attrs.items():
            if key not in NOT_CONTENT:
                found[f"{name}@{key}"] = str(value)
        if isinstance(item, h5py.Dataset) and name != "runs/seconds":
            values = item[()]
            found[name] = (tuple(values.ravel()) if values.dtype == object else values.tobytes())

    with h5py.File(path, "r") as file:
        note("/", file)
        file.visititems(note)
    return found


class Job:
    """A command that writes `result`, and what it takes to run it again after a fault."""

    def __init__(self, name, words, result, again=None, extension=""):
        self.name, self.words, self.result, self.again = name, words, result, again
        self.extension = extension


JOBS = [
    Job("compare", ["compare", "scenario.toml", "-q", "--threads", "2", "-o", "out/result.h5"], "result.h5"),
    Job("run", ["run", "scenario.toml", "--arm", "hybrid", "--snapshots", "all", "-q", "--threads", "1", "-o",
                "out/result.h5"], "result.h5"),
    Job("sweep", ["sweep", "study.toml", "-q", "--threads", "2", "--save-every", "0", "-o", "out/result.h5"],
        "result.h5", ["--resume"]),
    Job("merge", ["merge", "-q", "out/result.h5"], "result.h5"),
    Job("export --graphml", ["export", "kept/run.h5", "-q", "--month", "1", "--graphml",
                             "out/result.graphml"], "result.graphml"),
    Job("export --csv", ["export", "kept/run.h5", "-q", "--csv", "out/result"], "result"),
    Job("report", ["report", "kept/compare.h5", "-q", "-o", "out/result.html"], "result.html"),
]


class Place:
    """A folder with the inputs, and `out`, begun anew for each try."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.out = folder / "out"
        (folder / "scenario.toml").write_text(SCENARIO)
        (folder / "study.toml").write_text(STUDY)
        (folder / "kept").mkdir()
        self.must("compare", "scenario.toml", "-q", "-o", "kept/compare.h5")
        self.must("run", "scenario.toml", "--arm", "hybrid", "--snapshots", "all", "-q", "-o", "kept/run.h5")
        # Parts that wait for `merge`: of two shards, both finished.
        for shard in ("1/2", "2/2"):
            self.must("sweep", "study.toml", "-q", "--shard", shard, "-o", "kept/result.h5")
        self.out.mkdir()
        self.reference = {}
        for job in JOBS:
            self.clear(job)
            self.must(*job.words)
            self.reference[job.name] = content(self.out / job.result)

    def must(self, *words):
        done = self.run(words)
        if done.returncode != 0:
            sys.exit(f"{words} without any fault: {done.returncode} {done.stderr}")

    def run(self, words, **how):
        how.setdefault("stdout", subprocess.PIPE)
        how.setdefault("stderr", subprocess.PIPE)
        return subprocess.run([self.program, *words], cwd=self.folder, text=True, timeout=120, **how)

    def clear(self, job, earlier=None):
        for entry in self.out.iterdir() if self.out.exists() else []:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        self.out.mkdir(exist_ok=True)
        if job.name == "merge":
            shutil.copytree(self.folder / "kept/result.h5.parts", self.out / "result.h5.parts")
        if earlier is not None:
            (self.out / job.result).write_bytes(earlier)

    def look(self, job, done, what, codes, earlier=None, leftovers=()):
        """After a try: exit status, words, and what lies in `out`."""
        what = f"{job.name}, {what}"
        check(done.returncode in codes, f"{what}: exits with {done.returncode}: {done.stderr}")
        if done.returncode not in (0, 130) and done.returncode > 0 and done.stderr is not None:
            lines = done.stderr.splitlines()
            check(len(lines) == 1 and lines[0].startswith("colead: "), f"{what}: says {done.stderr[-300:]!r}")
        path = self.out / job.result
        if done.returncode == 0:
            check(path.exists(), f"{what}: succeeds without a result")
        if path.is_dir() and done.returncode != 0:
            whole = self.reference[job.name]
            for entry in path.iterdir():
                check(".partial" in entry.name or content(entry) == whole.get(entry.name),
                      f"{what}: {entry.name} is not whole")
        elif path.exists():
            if earlier is not None and path.read_bytes() == earlier:
                check(done.returncode != 0, f"{what}: succeeds and leaves the earlier result")
            else:
                same = content(path) == self.reference[job.name]
                check(same or (job.name, done.returncode) == ("compare", 130),
                      f"{what}: the result is not whole, exit status {done.returncode}")
        elif earlier is not None:
            check(False, f"{what}: the earlier result is lost")
        if "unlink" not in leftovers:
            left = [str(p) for p in self.out.rglob("*.partial")]
            check(not left, f"{what}: leaves {left}")


def shim_of(source, folder):
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang-16")
    if compiler is None:
        print("skipped: no C compiler")
        sys.exit(77)
    shim = folder / "shim.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim,
                    source / "tests/system/faults/shim.c", "-ldl"], check=True)
    return shim


def environment(shim, place, at, error=errno.EIO, log=None):
    changed = dict(os.environ, LD_PRELOAD=str(shim), FAULT_FOLDER=str(place.out.resolve()),
                   FAULT_AT=str(at), FAULT_ERRNO=str(error))
    if log is not None:
        changed["FAULT_LOG"] = str(log)
    return changed


def chosen(calls, every):
    """Places to fail at: all, or of each run of calls alike the first, the last and some between."""
    places = list(range(1, len(calls) + 1))
    if every:
        return places
    kept = set()
    for name in set(calls):
        of_name = [n for n in places if calls[n - 1] == name]
        kept.update(of_name[:2] + of_name[-2:] + of_name[2:-2:max(1, len(of_name) // 3)])
    return sorted(kept)


def each_call_fails(shim, place, every):
    """The n-th call fails, for n = 1, 2, ... Where that does not stop the command (a folder that cannot
    be synced after the rename) the result must be whole."""
    for job in JOBS:
        log = place.folder / "calls"
        log.unlink(missing_ok=True)
        place.clear(job)
        place.run(job.words, env=environment(shim, place, 0, log=log))
        calls = log.read_text().split()
        tries = stopped = 0
        for n in chosen(calls, every):
            error = errno.ENOSPC if n % 2 else errno.EIO
            file_job = job.result not in ("result",)
            earlier_ones = (None, b"an earlier result") if file_job and job.name != "merge" else (None,)
            for earlier in earlier_ones if every else (earlier_ones[n % len(earlier_ones)],):
                place.clear(job, earlier)
                words = job.words + (["--overwrite"] if earlier is not None else [])
                done = place.run(words, env=environment(shim, place, n, error))
                what = f"call {n} ({calls[n - 1]}) of {len(calls)} fails with {errno.errorcode[error]}" + (
                    ", over an earlier result" if earlier else "")
                # Parts are removed when the file is in its place: that may fail and be told.
                place.look(job, done, what, (0, 3), earlier, {calls[n - 1]})
                tries += 1
                stopped += done.returncode != 0
                if job.again is not None and done.returncode != 0:
                    done = place.run(words + job.again)
                    place.look(job, done, what + ", then resumed", (0,))
        kinds = ", ".join(sorted(set(calls)))
        note("each call fails once", job.name, tries,
                      f"{stopped} stopped with exit status 3, {tries - stopped} went on to a whole result; "
             f"calls: {kinds}")


def too_little(place):
    """Disk, file size, memory."""
    def limited(what, amount):
        return lambda: resource.setrlimit(what, (amount, amount))

    for job in JOBS:
        tries = 0
        for size in (0, 4096, 20_000):
            place.clear(job)
            done = place.run(job.words, preexec_fn=limited(resource.RLIMIT_FSIZE, size))
            place.look(job, done, f"files of at most {size} bytes", (0, 3))
            tries += 1
        note("limit on file size", job.name, tries, "exit status 3, or 0 where the file fits")
    for job in JOBS:
        codes = []
        for megabytes in (96, 128, 200):
            place.clear(job)
            done = place.run(job.words, preexec_fn=limited(resource.RLIMIT_AS, megabytes << 20))
            # Below some size the system cannot even load the program.
            if done.returncode == 127 or "shared librar" in done.stderr:
                continue
            # What begins with threads may be refused them.
            place.look(job, done, f"{megabytes} MiB of memory", (0, 1, 3))
            codes.append(done.returncode)
        note("too little memory", job.name, len(codes), f"exit status {sorted(set(codes))}")


def mounted(place, options):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", place.out],
                          capture_output=True).returncode == 0


def disks(place):
    if not mounted(place, "size=16k"):
        print("no file system can be mounted here: full and read-only disks are not tried")
        return
    subprocess.run(["umount", place.out], check=True)
    for job in JOBS:
        for name, options in (("disk full", "size=16k"), ("read-only", "size=4m")):
            earlier = b"an earlier result" if job.result != "result" and job.name != "merge" else None
            mounted(place, options)
            try:
                if name == "read-only":
                    place.clear(job, earlier)
                    subprocess.run(["mount", "-o", "remount,ro", place.out], check=True)
                elif earlier is not None:
                    (place.out / job.result).write_bytes(earlier)
                elif job.name == "merge":
                    subprocess.run(["mount", "-o", "remount,size=4m", place.out], check=True)
                    place.clear(job)
                    used = subprocess.run(["du", "-sk", place.out], capture_output=True, text=True)
                    kilobytes = int(used.stdout.split()[0]) + 12
                    subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", place.out], check=True)
                done = place.run(job.words + (["--overwrite"] if earlier else []))
                # A part or a file of 12 KiB may fit.
                place.look(job, done, name, (3,), earlier)
                note(name, job.name, 1, f"exit status {done.returncode}")
            finally:
                subprocess.run(["umount", place.out], check=True)


def folder_vanishes(place):
    """While the command runs, its output folder is moved away."""
    chance = random.Random(3)
    for job in JOBS[:3]:
        tries = 6
        for _ in range(tries):
            place.clear(job)
            process = subprocess.Popen([place.program, *job.words, "--set", "replicates=200"], text=True,
                                       cwd=place.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) \
                if job.name != "run" else subprocess.Popen(
                    [place.program, *job.words, "--set", "burn_in=500"], text=True, cwd=place.folder,
                    stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(chance.uniform(0.05, 0.2))
            gone = place.folder / "gone"
            running = process.poll() is None
            os.rename(place.out, gone)
            _, err = process.communicate(timeout=120)
            code = process.returncode
            # A comparison or a sweep that comes to write makes its folder again.
            check(code in (0, 3) or not running, f"{job.name}, folder vanishes: exits with {code}: {err}")
            check(code == 0 or len(err.splitlines()) == 1, f"{job.name}, folder vanishes: says {err!r}")
            shutil.rmtree(gone)
            place.out.mkdir(exist_ok=True)
        note("output folder vanishes", job.name, tries, "exit status 3, or made again")


def clock_goes_backwards(shim, place):
    for job in JOBS:
        place.clear(job)
        done = place.run(job.words, env=dict(environment(shim, place, 0), FAULT_CLOCK="1"))
        place.look(job, done, "the clock goes backwards", (0,))
        note("clock goes backwards", job.name, 1, "the result is the same")


def signals(place, tries):
    """At moments drawn over the time a command takes. What is complete may be kept, whole."""
    chance = random.Random(7)
    for job in JOBS:
        place.clear(job)
        begun = time.monotonic()
        place.run(job.words)
        seconds = time.monotonic() - begun
        ended = 0
        for n in range(tries):
            sent = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)[n % 3]
            earlier = b"an earlier result" if n % 2 and job.result != "result" else None
            place.clear(job, earlier)
            words = job.words + (["--overwrite"] if earlier else [])
            process = subprocess.Popen([place.program, *words], cwd=place.folder, text=True,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(chance.uniform(0.0, seconds))
            process.send_signal(sent)
            if n % 4 == 3:
                process.send_signal(sent)
            out, err = process.communicate(timeout=120)
            done = subprocess.CompletedProcess(words, process.returncode, out, err)
            # Before main, which takes some milliseconds to come to, the system ends the program.
            codes = (0, 130, -sent)
            place.look(job, done, f"{sent.name} at some moment", codes, earlier)
            ended += process.returncode != 0
            if job.again is not None and process.returncode != 0:
                place.look(job, place.run(words + job.again), f"{sent.name}, then resumed", (0,))
        note("SIGINT, SIGTERM, SIGHUP at any moment", job.name, tries,
                      f"{ended} ended early, exit status 130")


def nobody_listens(place):
    def closed_pipe():
        read, write = os.pipe()
        os.close(read)
        return write

    for job in JOBS:
        place.clear(job)
        loud = [word for word in job.words if word != "-q"]
        pipe = closed_pipe()
        done = place.run(loud, stderr=pipe)
        os.close(pipe)
        place.look(job, done, "nobody reads stderr", (0,))
        place.clear(job)
        with open("/dev/full", "w") as full:
            place.look(job, place.run(loud, stderr=full), "stderr is full", (0,))
        place.clear(job)
        pipe = closed_pipe()
        done = place.run(job.words, stdout=pipe)
        os.close(pipe)
        prints = job.name in ("compare", "run", "sweep", "merge")
        place.look(job, done, "nobody reads stdout", (3,) if prints else (0,))
        check(content(place.out / job.result) == place.reference[job.name],
              f"{job.name}, nobody reads stdout: the result is not there")
        note("nobody reads stdout or stderr", job.name, 3, "the result is written; 3 for stdout")


def main():
    every = "--all" in sys.argv[3:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name).resolve()
        place = Place(os.path.abspath(sys.argv[1]), folder)
        shim = shim_of(pathlib.Path(sys.argv[2]).resolve(), folder)
        each_call_fails(shim, place, every)
        too_little(place)
        disks(place)
        folder_vanishes(place)
        clock_goes_backwards(shim, place)
        signals(place, 60 if every else 8)
        nobody_listens(place)
    print(f"{sum(row[2] for row in table)} tries, {len(problems)} not as promised")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
