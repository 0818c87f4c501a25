"""A test of a page in a browser: FILE.py makes or starts what is to be seen, FILE.mjs beside it looks at it under node."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


def missing(source):
    """(the browser, what a test in it lacks)"""
    needed = {"node": shutil.which("node"), "chromium": shutil.which("chromium") or shutil.which("chromium-browser"),
              "npm ci in app/page": (source / "app/page/node_modules/playwright-core").is_dir()}
    return needed["chromium"], [name for name, found in needed.items() if not found]


def runs(program, folder, *command, says=""):
    """Whether this command of colead ends well in the folder, and says that; tells what went wrong."""
    done = subprocess.run([program, *command], cwd=folder, capture_output=True, text=True)
    well = done.returncode == 0 and says in done.stdout
    if not well:
        print(f"colead {' '.join(command)}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
    return well


def in_browser(file, look):
    """Exit status of the test FILE: 0 where `look(program, folder, page)` is true, 77 where something is missing.

    `folder` is there for the test; `page(...)` is true where FILE.mjs finds nothing wrong. It is called with SOURCE_DIR, the
    browser, what is given here, and the folder for screenshots if there is one.
    """
    program, source = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    browser, lacking = missing(source)
    if lacking:
        print(f"skipped, for want of {', '.join(lacking)}")
        return 1 if os.environ.get("CI") == "true" else 77

    def page(*arguments):
        script = pathlib.Path(file).resolve().with_suffix(".mjs")
        return subprocess.run(["node", script, source, browser, *arguments, *sys.argv[3:4]], timeout=900).returncode == 0

    with tempfile.TemporaryDirectory() as folder:
        return 0 if look(program, pathlib.Path(folder), page) else 1
