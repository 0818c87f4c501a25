// Pajek's .net: sections, labels and what is refused.
#include "scenarios/network_files.hpp"

using namespace colead;
using namespace colead::test;
using Ids = std::vector<std::string>;
using Lines = std::vector<std::string>;

namespace {

std::string refusal(const std::string& text) { return refusal_of_file("a.net", text); }

}  // namespace

TEST_CASE("arcs of Pajek speak for one end, edges for both") {
    const NetworkData network =
        read_file("a.net",
                  "\xEF\xBB\xBF*Network a club\r\n% made by hand\r\n*Vertices 4\r\n"
                  "1 \"Ann B\" 0.1 0.2 0.5\r\n2 Bob 0.3 0.4 ellipse ic Red [1-3]\r\n"
                  "*Arcs :1 \"likes\"\r\n1 2 0.25 c Blue\r\n2 1 0.75\r\n1 3 0.1\r\n"
                  "*Edges\r\n3 4 1.0 [1-2]\r\n",
                  {{"team", "label"}, {"culture", "ic"}});
    CHECK(network.ids == Ids{"1", "2", "3", "4"});
    CHECK(network.teams == 2);
    CHECK(network.team == std::vector<std::uint32_t>{0, 1, unaffiliated, unaffiliated});
    CHECK(network.group_names == Ids{"Red", "unknown"});
    CHECK(shown_ties(network) == Lines{"1-2 0.25 0.75", "1-3 0.1 0.5", "3-4 1 1"});
    CHECK(has_note(network, "coordinates, times and shapes of 2 vertices not used"));
    CHECK(has_note(network, "times and looks of 2 ties not used"));
    CHECK(has_note(network, "2 sections of ties joined into one network"));
}

TEST_CASE("Pajek's lists and matrices are read") {
    CHECK(shown_ties(read_file("a.net", "*vertices 3\n*ARCSLIST\n1 2 3\n3 1\n")) ==
          Lines{"1-2 0.5 0.5", "1-3 0.5 0.5"});
    CHECK(shown_ties(read_file("a.net", "*vertices 3\n*Edgeslist\n2 3\n")) == Lines{"2-3 0.5 0.5"});
    // Of both ends, so that the other way says the same again.
    CHECK(has_note(read_file("a.net", "*vertices 2\n*Edgeslist\n1 2\n2 1\n"),
                   "1 line repeats a tie in the same direction: merged, with the mean of their "
                   "trust"));
    const NetworkData network =
        read_file("a.net", "*Vertices 3\n1 \"*x\"\n*Matrix\n0 0.5 0\n0.25 0 0\n0 1 0\n");
    CHECK(shown_ties(network) == Lines{"1-2 0.5 0.25", "2-3 0.5 1"});
    CHECK(has_note(network, "weight of ties taken for trust"));
}

TEST_CASE("Pajek's weights of 1 say only who is tied, unless they are asked for") {
    const std::string text = "*Vertices 2\n*Edges\n1 2 1\n";
    const NetworkData network = read_file("a.net", text);
    CHECK(shown_ties(network) == Lines{"1-2 0.5 0.5"});
    CHECK(has_note(network, "weight of ties not used: 1 for every tie"));
    CHECK(shown_ties(read_file("a.net", text, {{"trust", "weight"}})) == Lines{"1-2 1 1"});
    CHECK(refusal_of_file("a.net", text, {{"trust", "strength"}}) ==
          "a.net: network.columns.trust = strength: ties have no such column; there is weight");
}

TEST_CASE("people of Pajek may be called by their label") {
    const std::string text = "*Vertices 2\n1 \"Zoe\"\n2 \"Al\"\n*Arcs\n1 2\n";
    CHECK(read_file("a.net", text, {{"id", "label"}}).ids == Ids{"Al", "Zoe"});
    CHECK(refusal_of_file("a.net", "*Vertices 2\n1 x\n2 x\n*Arcs\n1 2\n", {{"id", "label"}}) ==
          "a.net:3: id = x is given twice, first in line 2");
}

TEST_CASE("faults of a Pajek file are refused with their line") {
    const std::string two = "*Vertices 2\n*Edges\n";
    CHECK(refusal(two + "1 3\n") == "a.net:3: 3 is no vertex: they are 1 to 2");
    CHECK(refusal(two + "0 1\n") == "a.net:3: 0 is no vertex: they are 1 to 2");
    CHECK(refusal(two + "1 x\n") == "a.net:3: x is no vertex: they are 1 to 2");
    CHECK(refusal(two + "1\n") == "a.net:3: a tie takes two vertices");
    CHECK(refusal(two + "1 2 nan\n") == "a.net:3: weight = nan is not a number");
    CHECK(refusal(two + "1 2 1e999\n") == "a.net:3: weight = 1e999 is not a number");
    CHECK(refusal(two + "1 2 \"x\n") == "a.net:3: a quote that is not closed in its line");
    CHECK(refusal("*Vertices 2\n1 a\n1 b\n") == "a.net:3: vertex 1 is given twice");
    CHECK(refusal("*Edges\n1 2\n") == "a.net:1: *Edges before *Vertices");
    CHECK(refusal("1 2\n") == "a.net:1: text before *Vertices");
    CHECK(refusal("*Vertices\n") == "a.net:1: *Vertices takes the number of people");
    CHECK(refusal("*Vertices -3\n") == "a.net:1: *Vertices takes the number of people");
    CHECK(refusal("*Vertices 2 1\n") ==
          "a.net:1: *Vertices with two numbers: networks of two kinds of people are not read");
    CHECK(refusal("*Vertices 2\n*Vertices 2\n") ==
          "a.net:2: a second *Vertices: one network per file");
    CHECK(refusal("*Vertices 2\n*Partition x\n") ==
          "a.net:2: *Partition is not read: there may be one *Vertices, then *Arcs, *Edges, "
          "*Arcslist, *Edgeslist, *Matrix");
    CHECK(refusal("*Vertices 2\n*Matrix\n0 1\n0 1 0\n") ==
          "a.net:4: row 2 of *Matrix with 3 numbers: there are 2 vertices");
    CHECK(refusal("*Vertices 2\n*Matrix\n0 1\n") == "a.net:3: *Matrix ends after 1 row of 2");
    CHECK(refusal("") == "a.net: no ties: there are no *Vertices");
    CHECK(refusal("*Vertices 2\n") == "a.net: no ties in the file");
}

TEST_CASE(
    "a number of vertices that no file of its size can tie is refused before memory is taken") {
    CHECK(refusal("*Vertices 1000000000000\n*Edges\n1 2\n") ==
          "a.net:1: *Vertices 1000000000000: more people than the file has bytes");
    CHECK(refusal("*Vertices 99999999999999999999\n") ==
          "a.net:1: *Vertices takes the number of people");
}
