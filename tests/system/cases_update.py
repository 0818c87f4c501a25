#!/usr/bin/env python3
"""docs/cases/update puts what the program prints into the pages, and touches nothing else.

    python3 cases_update.py PROGRAM SOURCE_DIR

A stand-in takes the program's place, so that no comparison needs to be waited for."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

STAND_IN = r"""#!/usr/bin/env bash
case $1 in
check) cat "$ROOT/scenarios/presets/$(basename "$2" .toml).toml" ;;
compare)
    [ "$2" != "$FAILS" ] || exit 1
    printf 'Compared %s & "all"\nnetwork-development minus control\n  result  +9 [+8, +9]\n' "$2"
    printf 'network-development minus leader-development\n  result  +0.5  [+0.4, +0.6]  *\n'
    printf '  commitment  -1  [-2, +1]\n  reach  +2  [+1, +3]\n' ;;
export)
    mkdir csv
    for measure in reach result; do
        printf 'arm,replicate,month,value\ncontrol,0,0,0.2\ncontrol,0,12,0.3\n' >csv/$measure.csv
        printf 'control,1,0,0.2\ncontrol,1,12,0.22\nother,0,12,9\n' >>csv/$measure.csv
    done ;;
esac
"""
DRIFT = "| reach | 0.200 | 0.260 | 1 of 2 |\n"


def main():
    source = pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        shutil.copytree(source / "docs" / "cases", root / "docs" / "cases")
        shutil.copytree(source / "scenarios" / "presets", root / "scenarios" / "presets")
        stand_in = root / "stand-in"
        stand_in.write_text(STAND_IN)
        stand_in.chmod(0o755)

        def update(*names, fails=""):
            environment = {"PATH": "/usr/bin:/bin", "ROOT": folder, "FAILS": fails}
            ran = subprocess.run([root / "docs" / "cases" / "update", stand_in, *names],
                                 env=environment, capture_output=True, text=True, check=False)
            return ran.returncode, ran.stderr

        pages = sorted(path.stem for path in (root / "scenarios" / "presets").glob("*.toml"))

        def page(name):
            return (root / "docs" / "cases" / f"{name}.md").read_text()

        def outside(name):
            """What stands outside of all blocks."""
            kept, inside = [], False
            for line in page(name).splitlines():
                inside = inside and not line.endswith(": end -->")
                if not inside:
                    kept.append(line)
                inside = inside or line.endswith(": begin -->")
            return kept

        before = {name: outside(name) for name in pages + ["README"]}
        old = page(pages[1])
        code, err = update(pages[0])
        assert code == 0, err
        assert page(pages[1]) == old, "only the case asked for is updated"

        code, err = update()
        assert code == 0, err
        for name in pages:
            text = page(name)
            assert f'begin -->\n```\nCompared {name} & "all"\n' in text, text
            assert DRIFT in text, text
            row = f"| [{name}]({name}.md) | +0.5 [+0.4, +0.6] | +2 [+1, +3] | -1 [-2, +1] |\n"
            assert row in page("README"), page("README")
        assert before == {name: outside(name) for name in pages + ["README"]}

        whole = {name: page(name) for name in pages + ["README"]}
        assert update() == (0, ""), "a second time"
        assert whole == {name: page(name) for name in pages + ["README"]}

        assert update(fails=pages[0])[0] != 0, "a comparison that fails is told"
        assert page(pages[0]) == whole[pages[0]], "and leaves the page"

        file = root / "docs" / "cases" / f"{pages[0]}.md"
        cut = whole[pages[0]].replace(f"<!-- control at rest in {pages[0]}: end -->\n", "")
        file.write_text(cut)
        code, err = update(pages[0])
        assert code != 0 and "no block 'control at rest in" in err, err
        assert file.read_text() == cut, "a page without its block is left"


if __name__ == "__main__":
    main()
