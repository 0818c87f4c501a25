"""Snapshots as they leave the program: GraphML, GEXF, spells and tables open in networkx and igraph,
hold what the results file holds, and tables and GraphML read back as a scenario give the same people and ties.

Usage: opens_in_network_tools.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of a package.
"""

import csv
import pathlib
import subprocess
import sys
import tempfile

try:
    import h5py
    import igraph
    import networkx as nx
    import numpy as np
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

# What files must bear: separators, quotes, what XML and comments are made of, other alphabets.
IDS = ["#1", "a,b", "c;d", "e&f", 'g"h"', "i<j>k", "l'm", "zo\u00eb", "\u03b1\u03b2", "x y"] + \
    [f"p{k:02}" for k in range(50)]
DEPARTMENTS = ["R&D", "<Sales>", 'The "Office"', ""]
MONTHS = 4
CATEGORIES = ["community", "organization", "team", "culture", "sector"]
STATES = ["rank", "threshold", "openness", "openness_baseline", "clarity", "clarity_baseline",
          "commitment", "skill", "skill_baseline"] + \
    [name + end for name in ("connecting", "organizing", "systems_thinking", "bridging", "learning")
     for end in ("", "_baseline")]
ROLES = ["none", "lead", "initiator", "bridger", "connector", "follower"]
VECTORS = ["concern", "intention", "mental_model"]

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, pathlib.Path(folder)

    def attempt(self, *arguments):
        return subprocess.run([self.path, *arguments], cwd=self.folder, capture_output=True,
                              text=True)

    def run(self, *arguments):
        done = self.attempt(*arguments)
        if done.returncode != 0:
            print(f"colead {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
            sys.exit(1)
        return done


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)


def write_town(folder):
    write_rows(folder / "people.csv", [["id", "organization", "culture", "rank"]] +
               [[who, DEPARTMENTS[k % 4], "north" if k % 3 else "south & east", k % 5 / 4]
                for k, who in enumerate(IDS)])
    write_rows(folder / "ties.csv", [["ego", "alter", "trust"]] +
               [[IDS[k], IDS[(k + step) % len(IDS)], 0.1 + 0.013 * step + k / 100]
                for k in range(len(IDS)) for step in (1, 2, 7)])
    (folder / "town.toml").write_text(
        f'title = "A <town> & more"\nmonths = {MONTHS}\nburn_in = 1\nseed = 3\n'
        '[network]\nties = "ties.csv"\npeople_file = "people.csv"\n'
        '[[program]]\narm = "network-development"\npreset = "network-development"\nbudget = 80.0\n',
        encoding="utf-8")


def stored(path, month):
    """People as people.csv names their columns, ties as {(ego, alter): trust}."""
    with h5py.File(path) as file:
        group = file[f"snapshots/month_{month:04}"]
        ids = [str(v) for v in (group["people/id"].asstr()[:]
                                if group["people/id"].dtype == object else group["people/id"][:])]
        people = {"id": ids}
        for name in CATEGORIES:
            numbers = group["people"][name][:]
            names = file["names"][name].asstr()[:] if name in file["names"] else None
            people[name] = [None if n < 0 else (str(n) if names is None else names[n])
                            for n in numbers]
        for name in STATES:
            people[name] = group["people"][name][:]
        people["target"] = group["people/target"][:].astype(int) + 1
        people["active"] = group["people/acting"][:].astype(bool)
        for name in VECTORS:
            for k, column in enumerate(group["people"][name][:].T):
                people[f"{name}_{k + 1}"] = column
        ends = [group["ties"][end] for end in ("ego", "alter")]
        ends = [end.asstr()[:] if end.dtype == object else end[:].astype(str) for end in ends]
        trust = group["ties/trust"][:]
    return people, {(a, b): t for a, b, t in zip(ends[0], ends[1], trust)}


def results_of_people(path, month, ids):
    """What a people file does not have."""
    with h5py.File(path) as file:
        people = file[f"snapshots/month_{month:04}/people"]
        return {"role": [ROLES[n] for n in people["role"]],
                "coalition": [ids[n] if n >= 0 else None for n in people["coalition"]],
                "trained": people["trained"][:].astype(int)}


def same_number(text_or_number, single):
    return np.float32(text_or_number) == single


def check_graphml(program, path, month):
    program.run("export", path, "--graphml", "town.graphml", "--month", str(month), "--overwrite")
    people, ties = stored(program.folder / path, month)
    people |= results_of_people(program.folder / path, month, people["id"])
    g = nx.read_graphml(program.folder / "town.graphml")
    check(list(g.nodes) == people["id"], "GraphML: other people, or in another order")
    check(not g.is_directed() and 2 * g.number_of_edges() == len(ties), "GraphML: number of ties")
    check(g.graph["month"] == month and g.graph["arm"] == "network-development",
          "GraphML: month or arm")
    for k, who in enumerate(people["id"]):
        node = g.nodes[who]
        check(set(node) == {name for name in people if name != "id" and
                            people[name][k] is not None}, f"GraphML: columns of {who}")
        for name, value in node.items():
            there = people[name][k]
            check(same_number(value, there) if isinstance(there, np.float32) else value == there,
                  f"GraphML: {name} of {who} is {value}, not {there}")
    # As the file has them, since a reader of undirected graphs may turn ties round.
    h = igraph.Graph.Read_GraphML(str(program.folder / "town.graphml"))
    # igraph 0.10 leaves an ampersand in the id of a node as the parser hands it over.
    check([who.replace("&#38;", "&") for who in h.vs["id"]] == people["id"] and
          2 * h.ecount() == len(ties), "igraph reads another graph")
    check(h.vs["organization"] == [name or "" for name in people["organization"]],
          "igraph reads other organizations")
    check(h.vs["rank"] == [float(v) for v in people["rank"]], "igraph reads other ranks")
    for tie in h.es:
        low, high = sorted((tie.source, tie.target))
        a, b = people["id"][low], people["id"][high]
        check(same_number(tie["trust"], ties[a, b]) and same_number(tie["trust_back"], ties[b, a]),
              f"GraphML: trust between {a} and {b}")
        check(same_number(g.edges[a, b]["trust"], ties[a, b]), f"networkx: trust of {a} in {b}")


def spans(months, present):
    """Stretches of months, first and last of each, for which something is present."""
    found = []
    for k, month in enumerate(months):
        if present[k]:
            if k > 0 and present[k - 1]:
                found[-1] = (found[-1][0], month)
            else:
                found.append((month, month))
    return found


def check_gexf(program, path, months):
    told = program.run("export", path, "--gexf", "town.gexf", "--overwrite").stderr
    check(("only" in told) == (len(months) <= MONTHS), f"GEXF told: {told!r}")
    all_ties = [stored(program.folder / path, month) for month in months]
    g = nx.read_gexf(program.folder / "town.gexf")
    check(list(g.nodes) == all_ties[0][0]["id"], "GEXF: other people")
    check(g.graph["mode"] == "dynamic", "GEXF: not dynamic")
    pairs = {frozenset(pair) for _, ties in all_ties for pair in ties}
    check({frozenset(pair) for pair in g.edges} == pairs, "GEXF: other ties")
    for a, b, tie in g.edges(data=True):
        wanted = spans(months, [(a, b) in ties for _, ties in all_ties])
        check(tie["spells"] == wanted, f"GEXF: spells of {a}, {b} are {tie['spells']}")
    for k, who in enumerate(g.nodes):
        node = g.nodes[who]
        check(node.get("organization") == all_ties[0][0]["organization"][k],
              f"GEXF: organization of {who}")
        active = {month: value for value, first, last in node["active"]
                  for month in months if first <= month <= last}
        check(active == {month: people["active"][k] for month, (people, _) in zip(months, all_ties)},
              f"GEXF: when {who} is active")


def check_spells(program, path, months):
    program.run("export", path, "--spells", "spells.csv", "--overwrite")
    ids = stored(program.folder / path, months[0])[0]["id"]
    ties = [stored(program.folder / path, month)[1] for month in months]
    with open(program.folder / "spells.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = {}
    edges = {}
    for row in rows:
        a, b = row["ego"], row["alter"]
        check((ids[int(row["tail"]) - 1], ids[int(row["head"]) - 1]) == (a, b), "spells: numbers")
        listed.setdefault((a, b), []).append((int(row["onset"]), int(row["last.present"])))
        check(edges.setdefault((a, b), row["edge.id"]) == row["edge.id"], "spells: edge.id")
        onset, terminus = int(row["onset"]), int(row["terminus"])
        later = [m for m in months if m > int(row["last.present"])]
        check(terminus == (later[0] if later else months[-1] + 1), f"spells: terminus of {a}, {b}")
        check(row["terminus.censored"] == ("FALSE" if later else "TRUE"), "spells: terminus.censored")
        check(row["onset.censored"] == ("TRUE" if onset == months[0] else "FALSE"),
              "spells: onset.censored")
        check(int(row["duration"]) == terminus - onset, "spells: duration")
        earlier = [m for m in months if m < onset]
        check(row["last.absent"] == (str(earlier[-1]) if earlier else ""), "spells: last.absent")
    check(len(set(edges.values())) == len(edges), "spells: two ties of one edge.id")
    pairs = {pair for month in ties for pair in month if ids.index(pair[0]) < ids.index(pair[1])}
    check(set(listed) == pairs, "spells: other ties")
    for pair, stretches in listed.items():
        check(stretches == spans(months, [pair in month for month in ties]), f"spells of {pair}")
    check(len(rows) > len(pairs) or len(months) < 3 or any(
        len(spans(months, [pair in month for month in ties])) == 1 for pair in pairs), "no spells")


def check_reads_back(program, path, month):
    """People and ties of a snapshot, given to a scenario, are the same at its start."""
    program.run("export", path, "--csv", "tables", "--month", str(month), "--overwrite")
    program.run("export", path, "--graphml", "back.graphml", "--month", str(month), "--overwrite")
    check_same_start(program, path, month, "tables",
                     f'ties = "tables/ties_month_{month:04}.csv"\n'
                     f'people_file = "tables/people_month_{month:04}.csv"\n')
    check_same_start(program, path, month, "GraphML", 'ties = "back.graphml"\n')


def check_same_start(program, path, month, what, network):
    (program.folder / "again.toml").write_text(
        f"months = 1\nburn_in = 0\n[network]\n{network}", encoding="utf-8")
    program.run("run", "again.toml", "--arm", "control", "--snapshots", "0", "-o", "again.h5", "-q",
                "--overwrite")
    people, ties = stored(program.folder / path, month)
    people_again, ties_again = stored(program.folder / "again.h5", 0)
    check(ties == ties_again, f"{what}: other ties or trust")
    for name, values in people.items():
        check(list(values) == list(people_again[name]), f"{what}: {name} reads back otherwise")


def check_refusals(program, path):
    def refused(code, what, *arguments):
        done = program.attempt("export", *arguments)
        check(done.returncode == code and what in done.stderr and done.stderr.count("\n") == 1,
              f"export {' '.join(arguments)}: exit {done.returncode}, {done.stderr!r}")
    refused(2, "there are months 0, 1, 2, 3, 4", path, "--graphml", "x.graphml", "--month", "7")
    refused(2, "by --month", path, "--graphml", "x.graphml")
    refused(2, "--month goes with", path, "--gexf", "x.gexf", "--month", "1")
    refused(2, "--graphml FILE", path)
    refused(3, "town.graphml' exists; --overwrite", path, "--graphml", "town.graphml", "--month", "1")
    refused(3, "town.gexf' exists; --overwrite", path, "--gexf", "town.gexf")
    refused(3, "spells.csv' exists; --overwrite", path, "--spells", "spells.csv")
    refused(3, "cannot be written", path, "--spells", "town.gexf/x.csv")
    program.run("run", "town.toml", "--arm", "control", "-o", "plain.h5", "-q")
    for kind in ("--graphml", "--gexf", "--spells"):
        refused(2, "--snapshots all -o FILE.h5", "plain.h5", kind, "x")
    check(not list(program.folder.glob("*.partial")) and not (program.folder / "x").exists(),
          "something was left behind")
    for words, what in (("0..9", "outside [0, 4]"), ("3..1", "runs backwards"),
                        ("soon", "nor a range"), ("1..", "nor a range")):
        done = program.attempt("run", "town.toml", "--arm", "control", "--snapshots", words, "-o",
                               "y.h5")
        check(done.returncode == 2 and what in done.stderr, f"--snapshots {words}: {done.stderr!r}")


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = Program(str(pathlib.Path(sys.argv[1]).resolve()), folder)
        write_town(program.folder)
        for path, words, months in (("town.h5", "all", [0, 1, 2, 3, 4]),
                                    ("some.h5", "4,0..1", [0, 1, 4])):
            program.run("run", "town.toml", "--arm", "network-development", "--snapshots", words,
                        "-o", path, "-q")
            check_graphml(program, path, 4)
            check_gexf(program, path, months)
            check_spells(program, path, months)
        check_reads_back(program, "town.h5", 4)
        check_refusals(program, "town.h5")
        # Whole numbers as ids, and a network that was generated.
        program.run("run", "lawrence-community-works", "--set", "network.people=60", "--set",
                    "burn_in=2", "--months", "2", "--arm", "network-development", "--snapshots",
                    "2", "-o", "generated.h5", "-q")
        check_graphml(program, "generated.h5", 2)
        check_reads_back(program, "generated.h5", 2)
    for problem in problems[:20]:
        print(problem)
    print(f"failed: {len(problems)} problems" if problems else "OK")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
