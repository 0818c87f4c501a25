#!/usr/bin/env python3
"""Installs to a folder of its own and uses what is there as a user would: the program, its manual page and
completion, presets, and the library, against which the example of docs/examples builds and runs.

usage: installs.py PROGRAM SOURCE_DIR
"""

import pathlib
import subprocess
import sys
import tempfile

program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
build = program.parent
failures = []


def check(holds, words):
    if not holds:
        failures.append(words)
        print(f"FAILED: {words}")


def run(*command, cwd, **options):
    """Standard output of a command that must succeed."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, **options)
    check(done.returncode == 0, f"{' '.join(map(str, command))}: status {done.returncode}\n"
                                f"{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def check_manual(prefix, colead):
    """It names every command and every long flag of the program's own help."""
    page = (prefix / "share/man/man1/colead.1").read_text().replace("\\-", "-").replace("\\&", "")
    completion = (prefix / "share/bash-completion/completions/colead").read_text()
    help_text = run(colead, "--help", cwd=prefix)
    commands = [line.split()[0] for line in help_text.split("Subcommands:")[1].splitlines() if line.strip()]
    check(len(commands) > 8, "the help lists the commands")
    for command in commands:
        check(f".SS colead {command}\n" in page, f"the manual page tells of {command}")
        flags = {word.strip(",") for word in run(colead, command, "--help", cwd=prefix).split()
                 if word.startswith("--")}
        section = page.split(f".SS colead {command}\n")[-1].split(".SS ")[0]
        words = completion.split(f"        {command}) flags=")[-1].split(";;")[0]
        for flag in sorted(flags):
            name = flag.split("[")[0].split(",")[-1]
            check(name in section, f"the manual page tells of {command} {name}")
            check(name in words, f"bash completes {command} {name}")
    check(run(colead, "manual", cwd=prefix) == (prefix / "share/man/man1/colead.1").read_text(),
          "the installed page is the program's own")
    wanted = ["bash", "-c", 'source "$1"; COMP_WORDS=(colead compare law); COMP_CWORD=2; _colead; '
              'echo "${COMPREPLY[@]}"', "-", prefix / "share/bash-completion/completions/colead"]
    check("lawrence-community-works" in run(*wanted, cwd=prefix), "bash completes a preset")


def check_program(prefix, place):
    colead = prefix / "bin/colead"
    check(run(colead, "--version", cwd=place) == run(program, "--version", cwd=place),
          "the installed program is the one that was built")
    check_manual(prefix, colead)
    preset = prefix / "share/colead/presets/elias.toml"
    run(colead, "compare", preset, "--replicates", 2, "--months", 3, "-o", "elias.h5", "-q", cwd=place)
    run(colead, "report", "elias.h5", "-o", "elias.html", cwd=place)
    check((place / "elias.html").stat().st_size > 100_000, "it makes a report")


def check_library(prefix, place):
    example = source / "docs/examples/coevolving_voter"
    run("cmake", "-S", example, "-B", place / "example", "-G", "Ninja",
        f"-DCMAKE_PREFIX_PATH={prefix}", cwd=place)
    run("cmake", "--build", place / "example", cwd=place)
    check(str(source) not in "".join(f.read_text() for f in (prefix / "lib").rglob("*.cmake")),
          "the package names no folder of the source")
    print(run(place / "example/coevolving_voter", cwd=place))


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        prefix = place / "prefix"
        run("cmake", "--install", build, "--prefix", prefix, cwd=place)
        if not failures:
            check_program(prefix, place)
            check_library(prefix, place)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
