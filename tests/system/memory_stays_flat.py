"""Memory stays flat and no descriptor leaks, however long a program runs.

For SECONDS one sweep runs, and beside it `colead compare` over and over (small worlds, in which everything
is begun and ended most often). Resident memory and open descriptors of the sweep are read from /proc.
Flat: their mean in the last quarter is at most 5% above that in the second (the first fills buffers).

Usage: memory_stays_flat.py COLEAD_PROGRAM SOURCE_DIR [SECONDS]
30 seconds are a test; docs/reliability.md has what came of longer ones.
Exit: 0 flat, 1 not.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

SCENARIO = """title = "Soak"
months = 6
burn_in = 2
replicates = 1000000
[network]
people = 120
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
"""
STUDY = SCENARIO + "[design]\nparameters.dialogue.mu = [0.1, 0.5]\n"


def resident(pid):
    """Kilobytes, or None when it has ended."""
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), None)
    except OSError:
        return None


def descriptors(pid):
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return None


def mean(values):
    return sum(values) / len(values)


def main():
    program = os.path.abspath(sys.argv[1])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 30.0
    failures = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "scenario.toml").write_text(SCENARIO)
        (folder / "study.toml").write_text(STUDY)
        sweep = subprocess.Popen([program, "sweep", "study.toml", "-q", "--threads", "1", "--save-every", "0.5",
                                  "-o", "sweep.h5"], cwd=folder, stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        memory, open_files, compared = [], [], 0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done = subprocess.run([program, "compare", "scenario.toml", "-q", "--threads", "1", "--overwrite",
                                   "--replicates", "4", "-o", "compare.h5"], cwd=folder,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            compared += 1
            if done.returncode != 0:
                failures.append(f"compare exits with {done.returncode}: {done.stderr}")
                break
            kilobytes, files = resident(sweep.pid), descriptors(sweep.pid)
            if kilobytes is None:
                failures.append(f"the sweep ended with {sweep.wait()}")
                break
            memory.append(kilobytes)
            open_files.append(files)
            time.sleep(0.2)
        sweep.terminate()
        code = sweep.wait()
        if code != 130:
            failures.append(f"the sweep, interrupted, exits with {code}")
        parts = len(list(folder.glob("sweep.h5.parts/part_*.h5")))
        quarter = len(memory) // 4
        if quarter < 2:
            failures.append(f"only {len(memory)} looks")
        else:
            early, late = mean(memory[quarter:2 * quarter]), mean(memory[-quarter:])
            print(f"{seconds:.0f} s: {compared} comparisons; a sweep of {parts} parts with {early / 1024:.1f} MB in "
                  f"the second quarter and {late / 1024:.1f} MB in the last ({100 * (late / early - 1):+.2f}%), "
                  f"{max(open_files[:quarter])} descriptors at most in the first and "
                  f"{max(open_files[-quarter:])} in the last")
            if late > 1.05 * early:
                failures.append("memory grows")
            if max(open_files[-quarter:]) > max(open_files[:quarter]) + 2:
                failures.append("descriptors leak")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
