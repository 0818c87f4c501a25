"""The explorer as its users meet it: in a browser, on a desk and on a phone, by light and by dark.

Usage: explorer_in_browser.py COLEAD_PROGRAM SOURCE_DIR [SCREENSHOT_DIR]
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
        # 1,000 people in the preset's place: what frames are measured with.
        with Explorer(program, "--set", "network.people=1000") as explorer:
            done = subprocess.run(["node", source / "tests/system/explorer_in_browser.mjs", source, browser, folder, explorer.address, shots], timeout=500)
        if done.returncode != 0:
            return 1
        # What was exported is a scenario that can be compared.
        for name in ("left", "right"):
            compared = subprocess.run([program, "compare", f"{name}.toml", "--replicates", "2", "--months", "2", "--set", "burn_in=2", "-o", f"{name}.h5"],
                                      cwd=folder, capture_output=True, text=True)
            if compared.returncode != 0 or "leader-development" not in compared.stdout:
                print(f"the exported {name}.toml: exit {compared.returncode}\n{compared.stderr}")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
