"""What the program says of networks, against igraph and networkx: where people stand, as exported with
a snapshot, and the measures of month 0, on Zachary's karate club, an Indian village and the e-mail of a
European institution (the last two where ../shared/data has them).

Usage: network_figures_agree.py COLEAD_PROGRAM SOURCE_DIR
Exit: 0 all well, 1 something differs, 77 skipped for want of a package.
"""

import csv
import math
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import h5py
    import igraph
    import networkx as nx
except ImportError as error:
    print(f"skipped: {error}")
    sys.exit(77)

TOLERANCE = 1e-6
problems = []


def close(ours, theirs, what, scale=1.0):
    same = (math.isnan(ours) and math.isnan(theirs)) or \
        abs(ours - theirs) <= TOLERANCE * max(scale, abs(theirs))
    if not same:
        problems.append(f"{what}: {ours} here, {theirs} there")


def number(text):
    return float(text) if text else math.nan


def run(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"colead {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
        sys.exit(1)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def taken(program, folder, scenario):
    """People and ties as they are read, and the measures of them."""
    path = pathlib.Path(folder, "town.toml")
    path.write_text("months = 1\nburn_in = 0\n" + scenario, encoding="utf-8")
    run(program, folder, "run", str(path), "--arm", "control", "--snapshots", "0", "-o", "town.h5",
        "-q", "--overwrite")
    run(program, folder, "export", "town.h5", "--csv", "town", "--overwrite")
    people = rows_of(pathlib.Path(folder, "town", "people_month_0000.csv"))
    ties = rows_of(pathlib.Path(folder, "town", "ties_month_0000.csv"))
    with h5py.File(pathlib.Path(folder, "town.h5")) as file:
        measures = {name: float(file[name][0, 0, 0]) for name in
                    ("degree", "clustering", "transitivity", "ei_index", "giant_component",
                     "modularity", "degree_gini")}
    return people, ties, measures


def gini(values):
    ranked = sorted(values)
    count = len(ranked)
    differences = sum((2 * k - count + 1) * value for k, value in enumerate(ranked))
    return differences / (count * sum(ranked))


def check_people(name, people, g, h, slow):
    """g: networkx, h: igraph; both in the order of `people`."""
    between = h.betweenness(directed=False)
    core = h.coreness()
    rank = h.pagerank(damping=0.85)
    local = h.transitivity_local_undirected(mode="nan")
    nx_core = nx.core_number(g)
    nx_rank = nx.pagerank(g, alpha=0.85, tol=1e-13, max_iter=1000)
    nx_local = nx.clustering(g)
    nx_between = nx.betweenness_centrality(g, normalized=False) if slow else None
    for k, person in enumerate(people):
        who = person["id"]
        ours = {key: number(person[key]) for key in
                ("degree", "betweenness", "betweenness_error", "core", "pagerank", "clustering")}
        label = f"{name}, {who}: "
        close(ours["degree"], h.degree(k), label + "degree")
        close(ours["betweenness"], between[k], label + "betweenness of igraph")
        close(ours["betweenness_error"], 0.0, label + "betweenness is exact")
        close(ours["core"], core[k], label + "core of igraph")
        close(ours["core"], nx_core[who], label + "core of networkx")
        # Ranks are of the size of 1 / people.
        close(ours["pagerank"] * len(people), rank[k] * len(people), label + "pagerank of igraph")
        close(ours["pagerank"] * len(people), nx_rank[who] * len(people),
              label + "pagerank of networkx")
        close(ours["clustering"], local[k], label + "clustering of igraph")
        if h.degree(k) >= 2:
            close(ours["clustering"], nx_local[who], label + "clustering of networkx")
        if nx_between is not None:
            close(ours["betweenness"], nx_between[who], label + "betweenness of networkx")


def check_measures(name, people, measures, g, h):
    several = [p["id"] for p in people if g.degree(p["id"]) >= 2]
    close(measures["degree"], 2 * h.ecount() / h.vcount(), f"{name}: degree")
    close(measures["clustering"], h.transitivity_avglocal_undirected(mode="nan"),
          f"{name}: clustering of igraph")
    close(measures["clustering"], nx.average_clustering(g, nodes=several),
          f"{name}: clustering of networkx")
    close(measures["transitivity"], h.transitivity_undirected(), f"{name}: transitivity of igraph")
    close(measures["transitivity"], nx.transitivity(g), f"{name}: transitivity of networkx")
    close(measures["giant_component"], max(h.connected_components().sizes()) / h.vcount(),
          f"{name}: giant component of igraph")
    close(measures["giant_component"], len(max(nx.connected_components(g), key=len)) / len(people),
          f"{name}: giant component of networkx")
    close(measures["degree_gini"], gini(h.degree()), f"{name}: Gini of degree")
    # Someone in no organization is a part alone.
    part = {}
    for person in people:
        part.setdefault(person["organization"] or ("alone", person["id"]), []).append(person["id"])
    number_of = {who: k for k, members in enumerate(part.values()) for who in members}
    close(measures["modularity"], h.modularity([number_of[p["id"]] for p in people]),
          f"{name}: modularity of igraph")
    close(measures["modularity"], nx.community.modularity(g, part.values()),
          f"{name}: modularity of networkx")
    culture = {p["id"]: p["culture"] for p in people}
    nx.set_node_attributes(g, culture, "culture")
    mixing = nx.attribute_mixing_matrix(g, "culture")
    close(measures["ei_index"], 1.0 - 2.0 * mixing.trace(), f"{name}: E-I index")


def check(program, name, scenario, people_count, ties_count, slow=True):
    with tempfile.TemporaryDirectory() as folder:
        people, ties, measures = taken(program, folder, scenario)
    g = nx.Graph()
    g.add_nodes_from(p["id"] for p in people)
    g.add_edges_from((t["ego"], t["alter"]) for t in ties)
    if (len(people), g.number_of_edges()) != (people_count, ties_count):
        problems.append(f"{name}: {len(people)} people, {g.number_of_edges()} ties")
    order = {p["id"]: k for k, p in enumerate(people)}
    h = igraph.Graph(n=len(people), edges=[(order[a], order[b]) for a, b in g.edges])
    check_people(name, people, g, h, slow)
    check_measures(name, people, measures, g, h)
    print(f"{name}: {len(people)} people, {ties_count} ties")


def karate(folder):
    g = nx.karate_club_graph()
    ties = pathlib.Path(folder, "ties.csv")
    ties.write_text("ego,alter\n" + "".join(f"{a},{b}\n" for a, b in g.edges), encoding="utf-8")
    people = pathlib.Path(folder, "people.csv")
    # The two clubs it fell into are organizations of some; cultures cut across.
    people.write_text("id,organization,culture\n" + "".join(
        f"{k},{club if k % 5 else ''},{'even' if k % 2 == 0 else 'odd'}\n"
        for k, club in g.nodes(data="club")), encoding="utf-8")
    return f'[network]\nties = "{ties}"\npeople_file = "{people}"\n'


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    data = pathlib.Path(os.environ.get("COLEAD_SHARED_DATA") or
                        pathlib.Path(sys.argv[2]).resolve().parent / "shared" / "data")
    with tempfile.TemporaryDirectory() as folder:
        check(program, "karate club", karate(folder), 34, 78)
    if (data / "microfinance").is_dir():
        check(program, "village 1",
              f'[network]\nties = "{data}/microfinance/microfi_edges.txt"\n'
              f'people_file = "{data}/microfinance/microfi_households.csv"\noddities = "skip"\n'
              '[network.columns]\nid = "hh"\ncommunity = "village"\nculture = "religion"\n'
              'rank = "leader"\n[network.only]\ncommunity = "1"\n', 182, 867)
    else:
        print(f"skipped: no village in {data}")
    if (data / "email-eu").is_dir():
        # networkx takes a quarter of a minute for betweenness here; igraph tells.
        check(program, "e-mail",
              f'[network]\nties = "{data}/email-eu/email-Eu-core.txt"\n'
              f'people_file = "{data}/email-eu/departments.tsv"\noddities = "skip"\n'
              '[network.columns]\nid = "1"\norganization = "2"\n', 1005, 16064, slow=False)
    else:
        print(f"skipped: no e-mail in {data}")
    for problem in problems[:20]:
        print(problem)
    print(f"failed: {len(problems)} differences" if problems else "OK")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
