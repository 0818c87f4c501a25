"""The explorer's lessons, pushes, charts and exports in a browser, in an explorer started with other settings than lessons have.

Usage: explorer_lessons_in_browser.py COLEAD_PROGRAM SOURCE_DIR [SCREENSHOT_DIR]
Needs what explorer_in_browser.py needs. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from explorer_client import Explorer
from in_browser import in_browser, runs


def look(program, folder, page):
    with Explorer(program, "--set", "network.people=150", "--set", "burn_in=5") as explorer:
        if not page(folder, explorer.address):
            return False
    # What was exported of two worlds of one arm runs by the command that the page gives.
    return runs(program, folder, "sweep", "both.toml", "-o", "both.h5", "--replicates", "2", "--months", "2", "--set", "burn_in=2",
                says="issue_system.delay")


if __name__ == "__main__":
    sys.exit(in_browser(__file__, look))
