"""States of the explorer in a browser: links, what is set, refused, taken back and kept, and a server that goes away.

Usage: explorer_states_in_browser.py COLEAD_PROGRAM SOURCE_DIR [SCREENSHOT_DIR]
Needs what explorer_in_browser.py needs. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from in_browser import in_browser


def look(program, _, page):
    return page(program)


if __name__ == "__main__":
    sys.exit(in_browser(__file__, look))
