"""Every line that tests/mutations would break is still there, once, as it is written down.

Run as: python3 FILE PROGRAM SOURCE_DIR
"""

import pathlib
import subprocess
import sys

run = pathlib.Path(sys.argv[2]) / "tests" / "mutations" / "run"
listed = subprocess.run([sys.executable, str(run), "--list"], stdout=subprocess.PIPE, text=True)
gone = [line for line in listed.stdout.splitlines() if "no longer applies" in line]
print("\n".join(gone))
assert listed.stdout and listed.returncode == 0, "write the mutations above down anew"
