"""States of the explorer in a browser: links, what is set, refused, taken back and kept, and a server that goes away.

Usage: explorer_states_in_browser.py COLEAD_PROGRAM SOURCE_DIR [SCREENSHOT_DIR]
Needs what explorer_in_browser.py needs. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import os
import pathlib
import subprocess
import sys

from explorer_in_browser import missing


def main():
    program, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    browser, lacking = missing(source)
    if lacking:
        print(f"skipped, for want of {', '.join(lacking)}")
        return 1 if os.environ.get("CI") == "true" else 77
    shots = sys.argv[3] if len(sys.argv) > 3 else ""
    done = subprocess.run(["node", source / "tests/system/explorer_states_in_browser.mjs", source, browser, program, shots], timeout=500)
    return 1 if done.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
