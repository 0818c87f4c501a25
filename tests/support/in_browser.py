"""A test of the explorer in a browser: FILE.py starts what is to be seen, FILE.mjs beside it looks at it under node."""

import os
import pathlib
import subprocess
import sys
import tempfile

from explorer_client import missing_for_browser


def in_browser(file, look):
    """Exit status of the test FILE: 0 where `look(program, folder, page)` is true, 77 where something is missing.

    `folder` is there for the test; `page(...)` is true where FILE.mjs finds nothing wrong. It is called with SOURCE_DIR, the
    browser, what is given here, and the folder for screenshots if there is one.
    """
    program, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    browser, lacking = missing_for_browser(source)
    if lacking:
        print(f"skipped, for want of {', '.join(lacking)}")
        return 1 if os.environ.get("CI") == "true" else 77

    def page(*arguments):
        script = pathlib.Path(file).resolve().with_suffix(".mjs")
        return subprocess.run(["node", script, source, browser, *arguments, *sys.argv[3:4]], timeout=500).returncode == 0

    with tempfile.TemporaryDirectory() as folder:
        return 0 if look(program, pathlib.Path(folder), page) else 1
