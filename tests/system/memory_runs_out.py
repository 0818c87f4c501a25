"""However little memory there is: one line of error and the right exit status, or a whole result.

Each command runs under many limits on its address space (RLIMIT_AS), from the least under which the program
starts at all to more than the command needs. After every try there is an earlier result as it was, or a
new one that is whole; nothing half written lies about; and no try takes longer than PATIENCE.

Usage: memory_runs_out.py COLEAD_PROGRAM SOURCE_DIR [LIMITS [COMMAND...]]
LIMITS (12 by default) are tried for each command; docs/reliability.md has what came of more.
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of h5py.
"""

import collections
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

try:
    import h5py
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

SCENARIO = """title = "Starved"
months = 3
burn_in = 1
replicates = 4
[network]
people = 3000
[[program]]
arm = "control"
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
"""
STUDY = SCENARIO + """[design]
parameters.dialogue.mu = [0.1, 0.3]
"""
COMMANDS = {
    "compare": ["compare", "scenario.toml", "-q", "--threads", "2", "--overwrite", "-o", "result.h5"],
    "run": ["run", "scenario.toml", "--arm", "hybrid", "--snapshots", "all", "-q", "--threads", "2", "--overwrite",
            "-o", "result.h5"],
    "sweep": ["sweep", "study.toml", "-q", "--threads", "2", "--save-every", "0", "--overwrite", "-o",
              "result.h5"],
    "report": ["report", "kept.h5", "-q", "--overwrite", "-o", "result.html"],
}
EARLIER = b"an earlier result"
PATIENCE = 240
MOST = 4096  # MiB; no command needs as much

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)
        print(what, flush=True)


def run(program, folder, words, mebibytes=None):
    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))

    return subprocess.run([program, *words], cwd=folder, capture_output=True, text=True, errors="replace",
                          timeout=PATIENCE, preexec_fn=limited if mebibytes else None)


def least(enough, low):
    """The least limit, in MiB, that is enough."""
    high = MOST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def content(path):
    """Of HDF5 all values but the times, by name; else the bytes. None when it cannot be read."""
    if path.suffix != ".h5":
        return path.read_bytes()
    found = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset) and name != "runs/seconds":
            values = item[()]
            found[name] = values.tolist() if item.dtype == object else values.tobytes()

    try:
        with h5py.File(path, "r") as file:
            file.visititems(keep)
    except (OSError, RuntimeError):
        return None
    return found


def is_whole(path, code, whole):
    """As without a limit; where runs failed (exit status 1) with their gaps in it, and without what too few
    replicates are left for."""
    found = content(path)
    if code == 1 and isinstance(found, dict):
        return {"result", "runs/status", "runs/message"} <= found.keys() <= whole.keys()
    return found == whole


def starve(program, folder, name, limits, start):
    words = COMMANDS[name]
    result = folder / words[-1]
    parts = folder / (words[-1] + ".parts")

    def attempt(mebibytes):
        result.write_bytes(EARLIER)
        shutil.rmtree(parts, ignore_errors=True)
        return run(program, folder, words, mebibytes)

    attempt(None)
    whole = content(result)
    need = least(lambda mebibytes: attempt(mebibytes).returncode == 0, start)
    # Where a limit bites differently from MiB to MiB is below what is needed: most are tried there.
    span = need + 8 - start
    tried = sorted({start + span * k // (limits - 1) for k in range(limits)})
    codes = collections.Counter()
    words_said = collections.Counter()
    for mebibytes in tried:
        what = f"{name} with {mebibytes} MiB"
        try:
            done = attempt(mebibytes)
        except subprocess.TimeoutExpired:
            check(False, f"{what}: does not end")
            continue
        codes[done.returncode] += 1
        lines = done.stderr.splitlines()
        check(done.returncode in (0, 1, 3), f"{what}: exits with {done.returncode}: {done.stderr[-300:]!r}")
        if done.returncode != 0:
            words_said[lines[0] if lines else ""] += 1
            check(len(lines) == 1 and lines[0].startswith("colead: "), f"{what}: says {done.stderr[-300:]!r}")
        check(result.exists(), f"{what}: the earlier result is lost")
        if result.exists():
            kept = result.read_bytes() == EARLIER
            check(kept or is_whole(result, done.returncode, whole), f"{what}: the result is not whole")
            check(done.returncode != 0 or not kept, f"{what}: succeeds without a result")
        check(not list(folder.rglob("*.partial")), f"{what}: leaves {list(folder.rglob('*.partial'))}")
    print(f"too little memory, {tried[0]} to {tried[-1]} MiB  {name:<8} {len(tried):>3}  "
          + ", ".join(f"exit status {code}: {count}" for code, count in sorted(codes.items())), flush=True)
    for line, count in words_said.most_common():
        print(f"    {count} x {line}")


def main():
    program = os.path.abspath(sys.argv[1])
    limits = int(sys.argv[3]) if len(sys.argv) > 3 else 12
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "scenario.toml").write_text(SCENARIO)
        (folder / "study.toml").write_text(STUDY)
        made = run(program, folder, ["compare", "scenario.toml", "-q", "-o", "kept.h5"])
        if made.returncode != 0:
            sys.exit(f"without a limit: {made.stderr}")
        start = least(lambda mebibytes: run(program, folder, ["--version"], mebibytes).returncode == 0, 1)
        for command in sys.argv[4:] or COMMANDS:
            starve(program, folder, command, limits, start)
    print(f"{len(problems)} not as promised")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
