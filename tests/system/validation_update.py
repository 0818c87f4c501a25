"""docs/validation/update prints what its page holds: the rows of training, run anew, are the committed ones.

python3 validation_update.py PROGRAM SOURCE_DIR
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def table(page):
    """The rows of the patterns' table by number."""
    text = page.split("<!-- patterns: begin -->")[1].split("<!-- patterns: end -->")[0]
    return {m.group(1): m.group(0) for m in re.finditer(r"^\| (\d+) \|.*$", text, re.M)}


def main():
    program, source = sys.argv[1], pathlib.Path(sys.argv[2])
    committed = (source / "docs/validation.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder)
        shutil.copytree(source / "docs/validation", copy / "validation")
        emptied = re.sub(r"(<!-- patterns: begin -->\n).*(<!-- patterns: end -->)", r"\1\2", committed, flags=re.S)
        (copy / "validation.md").write_text(emptied, encoding="utf-8")
        subprocess.run([sys.executable, copy / "validation/update", "--program", program, "--only", "1,2"], check=True)
        anew = table((copy / "validation.md").read_text(encoding="utf-8"))
    assert set(anew) == {"1", "2"}, anew
    there = table(committed)
    assert set(there) == {str(n) for n in range(1, 14)}, sorted(there)
    for number, row in anew.items():
        assert row == there[number], f"now {row}, committed {there[number]}: run docs/validation/update"


main()
