"""Networks that igraph and networkx wrote are read with the ties, people and groups they have.

Usage: reads_other_tools.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something is not as promised, 77 skipped for want of igraph or networkx.
"""

import pathlib
import subprocess
import sys
import tempfile

try:
    import igraph
    import networkx as nx
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

SCENARIO = """
months = 1
burn_in = 1
replicates = 1
[network]
ties = "{file}"
format = "{form}"
trust_scale = {scale}
[network.columns]
{columns}
"""
KARATE = "34 people, 78 ties, 1 community, 2 groups, 0 organizations, 0 teams"

problems = []


def check(holds, what):
    if not holds:
        problems.append(what)


class Program:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)

    def path(self, name):
        return str(self.folder / name)

    def notes(self, file, columns, scale, form):
        """What `colead check` says of a file, line by line."""
        lines = "\n".join(f'{ours} = "{theirs}"' for ours, theirs in columns.items())
        scenario = self.folder / "scenario.toml"
        scenario.write_text(SCENARIO.format(file=file, scale=scale, form=form, columns=lines),
                            encoding="utf-8")
        done = subprocess.run([self.program, "check", str(scenario)], capture_output=True,
                              encoding="utf-8")
        check(done.returncode == 0, f"{file}: exit {done.returncode}: {done.stderr}")
        return done.stderr.splitlines()

    def expect(self, file, columns, notes, scale=1.0, form="extension"):
        said = self.notes(file, columns, scale, form)
        for note in notes:
            check(note in said, f"{file}: no note '{note}' in {said}")


def karate():
    club = nx.karate_club_graph()
    club.graph.clear()
    for person, data in club.nodes(data=True):
        data["team leader"] = person in (0, 33)
        data["nick"] = "Jos\u00e9 <&> \"x\""
    for _, _, data in club.edges(data=True):
        data["since"] = 1970
    return club


def check_networkx(program):
    club = karate()
    nx.write_graphml(club, program.path("nx.graphml"))
    for _, data in club.nodes(data=True):
        del data["team leader"]  # no name for GML
    nx.write_gml(club, program.path("nx.gml"))
    for _, data in club.nodes(data=True):
        data["nick"] = "Jos\u00e9 <&> x"  # it does not escape quotes
    for _, _, data in club.edges(data=True):
        del data["since"]  # nor write numbers
    nx.write_pajek(nx.relabel_nodes(club, str), program.path("nx.net"))
    club = nx.convert_node_labels_to_integers(club)
    nx.write_weighted_edgelist(club, program.path("nx.edgelist"))
    nx.write_edgelist(club, program.path("nx.csv"), delimiter=",", data=False)

    trust = ["weight of ties / 7 taken for trust"]
    culture = {"culture": "club"}
    program.expect("nx.graphml", {**culture, "rank": "team leader"}, trust + [
        KARATE, "column of nx.graphml not used: nick", "column of nx.graphml not used: since"], 7)
    program.expect("nx.gml", culture, trust + [
        KARATE, "columns of nx.gml not used: label, nick", "column of nx.gml not used: since"], 7)
    program.expect("nx.net", {**culture, "id": "label"}, trust + [
        KARATE, "columns of nx.net not used: id, nick",
        "coordinates, times and shapes of 34 vertices not used"], 7)
    # The third field of an edge list is trust.
    everyone = KARATE.replace("2 groups", "1 group")
    program.expect("nx.edgelist", {}, [everyone, "trust of ties / 7 taken for trust"], 7)
    program.expect("nx.csv", {}, [everyone, "no trust given: network.trust for every tie"])


def check_directed(program):
    graph = nx.DiGraph()
    graph.add_edge("ann", "bob", trust=0.25)
    graph.add_edge("bob", "ann", trust=1.0)
    graph.add_edge("ann", "cy", trust=0.5)
    nx.write_graphml(graph, program.path("directed.graphml"))
    nx.write_gml(graph, program.path("directed.gml"))
    for file in ("directed.graphml", "directed.gml"):
        program.expect(file, {}, [
            "3 people, 2 ties, 1 community, 1 group, 0 organizations, 0 teams",
            "1 tie listed both ways",
            "1 tie has trust given for one end: network.trust for the other"])


def check_igraph(program):
    club = igraph.Graph.from_networkx(karate())
    club.vs["name"] = [f"p{i}" for i in range(34)]
    club.vs["leads"] = [i in (0, 33) for i in range(34)]
    del club.vs["team leader"]
    club.write_graphml(program.path("ig.graphml"))
    club.vs["leads"] = [int(leads) for leads in club.vs["leads"]]
    club.write_gml(program.path("ig.gml"))
    club.write_pajek(program.path("ig.net"))
    club.write_ncol(program.path("ig.ncol"))
    club.write_adjacency(program.path("ig.matrix"))

    trust = ["weight of ties / 7 taken for trust"]
    named = {"id": "name", "culture": "club", "rank": "leads"}
    program.expect("ig.graphml", named, trust + [KARATE], 7)
    program.expect("ig.gml", named, trust + [KARATE], 7)
    everyone = KARATE.replace("2 groups", "1 group")
    program.expect("ig.net", {}, trust + [everyone], 7)
    program.expect("ig.ncol", {}, [everyone, "trust of ties / 7 taken for trust"], 7)
    program.expect("ig.matrix", {}, [everyone, "78 ties listed both ways"], form="matrix")


def check_wide(program):
    """A network of some thousand people has the same ties whichever way it takes."""
    graph = nx.gnm_random_graph(3000, 9000, seed=7)
    for a, b in graph.edges:
        graph.edges[a, b]["weight"] = ((a * 31 + b) % 97) / 96
    nx.write_graphml(graph, program.path("wide.graphml"))
    nx.write_gml(graph, program.path("wide.gml"))
    nx.write_pajek(nx.relabel_nodes(graph, str), program.path("wide.net"))
    alone = sum(1 for _, degree in graph.degree if degree == 0)
    for file in ("wide.graphml", "wide.gml", "wide.net"):
        program.expect(file, {}, [
            "3000 people, 9000 ties, 1 community, 1 group, 0 organizations, 0 teams",
            f"{alone} people have no tie", "weight of ties taken for trust"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = Program(str(pathlib.Path(sys.argv[1]).resolve()), folder)
        check_networkx(program)
        check_directed(program)
        check_igraph(program)
        check_wide(program)
    for problem in problems:
        print(problem)
    print("failed" if problems else "OK")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
