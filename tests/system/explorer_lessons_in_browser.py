"""The explorer's lessons, pushes, charts and exports in a browser, in an explorer started with other settings than lessons have.

Usage: explorer_lessons_in_browser.py COLEAD_PROGRAM SOURCE_DIR [SCREENSHOT_DIR]
Needs node, chromium and `npm ci` in app/page. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import os
import pathlib
import subprocess
import sys
import tempfile


def main():
    program, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    sys.path.insert(0, str(source / "tests/support"))
    from explorer_client import Explorer, missing_for_browser

    browser, lacking = missing_for_browser(source)
    if lacking:
        print(f"skipped, for want of {', '.join(lacking)}")
        return 1 if os.environ.get("CI") == "true" else 77
    with tempfile.TemporaryDirectory() as folder:
        shots = sys.argv[3] if len(sys.argv) > 3 else ""
        with Explorer(program, "--set", "network.people=150", "--set", "burn_in=5") as explorer:
            done = subprocess.run(["node", source / "tests/system/explorer_lessons_in_browser.mjs", source, browser, folder, explorer.address, shots], timeout=500)
        if done.returncode != 0:
            return 1
        # What was exported of two worlds of one arm runs by the command that the page gives.
        swept = subprocess.run([program, "sweep", "both.toml", "-o", "both.h5", "--replicates", "2", "--months", "2", "--set", "burn_in=2"],
                               cwd=folder, capture_output=True, text=True)
        if swept.returncode != 0 or "issue_system.delay" not in swept.stdout:
            print(f"the exported both.toml: exit {swept.returncode}\n{swept.stdout}\n{swept.stderr}")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
