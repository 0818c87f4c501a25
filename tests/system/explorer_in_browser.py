"""The explorer as its users meet it: in a browser, on a desk and on a phone, by light and by dark.

Usage: explorer_in_browser.py COLEAD_PROGRAM SOURCE_DIR [SCREENSHOT_DIR]
Needs node, chromium and `npm ci` in app/page. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from explorer_client import Explorer
from in_browser import in_browser, runs


def look(program, folder, page):
    # 1,000 people in the preset's place: what frames are measured with.
    with Explorer(program, "--set", "network.people=1000") as explorer:
        if not page(folder, explorer.address):
            return False
    # What was exported is a scenario that can be compared.
    return all(runs(program, folder, "compare", f"{name}.toml", "--replicates", "2", "--months", "2", "--set", "burn_in=2", "-o", f"{name}.h5",
                    says="leader-development") for name in ("left", "right"))


if __name__ == "__main__":
    sys.exit(in_browser(__file__, look))
