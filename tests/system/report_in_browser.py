"""Reports as their readers meet them: in a browser, on a desk and on a phone, by light and by dark.

Usage: report_in_browser.py COLEAD_PROGRAM SOURCE_DIR
Needs node, chromium and `npm ci` in app/page. Exit: 0 all well, 1 something is wrong or, in CI, missing; 77 skipped.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from in_browser import in_browser, runs

ARM = """[[program]]
arm = "{arm}"
preset = "{preset}"
budget = 60.0
"""
SMALL = """title = {title}
months = {months}
burn_in = 4
replicates = {replicates}
[network]
people = 60
"""


def scenario(title, months, replicates, arms):
    text = SMALL.format(title=title, months=months, replicates=replicates)
    return text + "".join(ARM.format(arm=arm, preset=preset) for arm, preset in arms)


USUAL = [("leader-development", "leader-development"), ("network-development", "network-development")]
SCENARIOS = {
    # 1,000 replicates: what must open quickly.
    "large": scenario('"A small town"', 60, 1000, USUAL),
    "hostile": scenario("'</script><script>document.title=1</script><img src=x onerror=alert(1)> \" & REPORT_DATA'",
                        3, 12, [('"><b>an arm</b>', "network-development")]).replace(
                            'arm = ""><b>an arm</b>"', "arm = '\"><b>an arm</b>'"),
    "equal": scenario('"The same twice"', 6, 12, [("one", "team-development"), ("other", "team-development")]),
    "channels": scenario('"A small town, channel by channel"', 8, 21, USUAL),
    "levers": scenario('"A small town, lever by lever"', 8, 6, USUAL),
    "short": scenario('"One month"', 1, 2, USUAL[:1]),
}

# Some of four levels, of one of them more than are shown at first; in both programs and in one.
LEVERS = ",".join(["dialogue.mu", "learning.rho", "action.gamma", "issue_system.noise", "dialogue.self",
                   "issue_system.baselines.jobs", "issue_system.baselines.health", "person.commitment_high",
                   "program.network-development.budget", "program.network-development.gathering.participants",
                   "program.leader-development.budget"])

DESIGN = """[design]
kind = "{kind}"
points = {points}
[design.parameters]
"""
# By kind, points and factors: a heat map, a line, and a choice of two from three factors, one of them no number.
SWEEPS = {
    "two": ("grid", 0, '"program.*.budget" = [10.0, 40.0, 80.0]\ndialogue.bound = [0.1, 0.2, 0.3, 0.4]\n'),
    "single": ("grid", 5, '"program.*.budget" = [5.0, 80.0]\n'),
    "three": ("lhs", 30, '"program.*.budget" = [5.0, 80.0]\ndialogue.bound = [0.1, 0.4]\nnetwork.generator = ["organizations", "complete"]\n'),
}


def look(program, folder, page):
    for name, text in SCENARIOS.items():
        pathlib.Path(folder, name + ".toml").write_text(text, encoding="utf-8")
    for name, (kind, points, factors) in SWEEPS.items():
        text = scenario(f'"A sweep of {name}"', 6, 6 if name == "two" else 2, USUAL) + DESIGN.format(kind=kind, points=points) + factors
        pathlib.Path(folder, name + ".toml").write_text(text, encoding="utf-8")
    commands = {"channels": ["attribute"], "levers": ["leverage", "--parameters", LEVERS]}
    jobs = [[*commands.get(name, ["compare"]), name + ".toml", "-o", name + ".h5"] for name in SCENARIOS]
    jobs += [["sweep", name + ".toml", "-o", name + ".h5"] for name in SWEEPS]
    jobs += [["run", "short.toml", "--arm", "control", "-o", "one.h5"]]
    jobs += [["report", name + ".h5"] for name in [*SCENARIOS, *SWEEPS, "one"]]
    return all(runs(program, folder, *job, "-q") for job in jobs) and page(folder)


if __name__ == "__main__":
    sys.exit(in_browser(__file__, look))
