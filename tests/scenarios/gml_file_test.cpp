// GML: what its writers write, and what is refused of it.
#include "scenarios/network_files.hpp"

using namespace colead;
using namespace colead::test;
using Ids = std::vector<std::string>;
using Lines = std::vector<std::string>;

namespace {

std::string refusal(const std::string& text) { return refusal_of_file("net.gml", text); }

const std::string two_nodes = "node [ id 0 ]\nnode [ id 1 ]\n";

}  // namespace

TEST_CASE("attributes of GML nodes become columns of people, and of edges trust") {
    const NetworkData network = read_file(
        "net.gml",
        "Creator \"igraph version 0.10 [x]\"\nVersion 1\n# a remark ]\ngraph\n[\n  directed 1\n"
        "  label \"of the graph\"\n"
        "  node\n  [\n    id 7\n    label \"Jos&#233; &#x26; &quot;Co&quot; &unknown;\"\n"
        "    age 20\n    graphics [ x 1.0 point [ y 2 ] ]\n  ]\n"
        "  node [ id 3 label \"Ann\" rank 0.5 ]\n  node [ id -1 label \"Ann\" ]\n"
        "  edge\n  [\n    source 7\n    target 3\n    weight 2.5E-1\n    kind \"a\"\n  ]\n"
        "  edge [ target 7 source 3 ] edge [ source 3 target -1 weight 1 ]\n]\n",
        {{"community", "label"}});
    CHECK(network.ids == Ids{"-1", "3", "7"});
    CHECK(network.community_names == Ids{"Ann", "Jos\xC3\xA9 & \"Co\" &unknown;"});
    CHECK(network.community == std::vector<std::uint32_t>{0, 0, 1});
    CHECK(network.rank == std::vector<float>{0.0F, 0.5F, 0.0F});
    CHECK(shown_ties(network) == Lines{"-1-3 0.5 1", "3-7 0.5 0.25"});
    CHECK(has_note(network, "columns of net.gml not used: age, graphics"));
    CHECK(has_note(network, "column of net.gml not used: kind"));
    CHECK(has_note(network, "2 ties have trust given for one end: network.trust for the other"));
}

TEST_CASE("GML is undirected unless it says otherwise, and Gephi calls weights value") {
    const NetworkData network =
        read_file("net.gml", "graph [\n" + two_nodes +
                                 "edge [ id 0 source 1 target 0 value 0.25 fill \"#0\" ] ]");
    CHECK(shown_ties(network) == Lines{"0-1 0.25 0.25"});
    CHECK(has_note(network, "value of ties taken for trust"));
    CHECK(has_note(network, "columns of net.gml not used: id, fill"));
}

TEST_CASE("people of GML may be called by their label") {
    const std::string text =
        "graph [ node [ id 0 label \"Zoe\" ] node [ id 1 label \"Al\" ] edge [ source 0 target 1 ] "
        "]";
    CHECK(read_file("net.gml", text).ids == Ids{"0", "1"});
    CHECK(read_file("net.gml", text, {{"id", "label"}}).ids == Ids{"Al", "Zoe"});
}

TEST_CASE("a value that a GML node has several times is counted") {
    const NetworkData network =
        read_file("net.gml",
                  "graph [ node [ id 0 tag \"a\" tag \"b\" tag \"c\" ] node [ id 1 ]\n" +
                      std::string("edge [ source 0 target 1 ] ]"),
                  {{"team", "tag"}});
    CHECK(network.teams == 1);
    CHECK(has_note(network, "2 values of nodes beyond the first of its name not used"));
}

TEST_CASE("faults of a GML file are refused with their line") {
    CHECK(refusal("graph [\n" + two_nodes + "edge [ source 0\ntarget 9 ] ]") ==
          "net.gml:4: an edge's target = \"9\" is no node");
    CHECK(refusal("graph [\n" + two_nodes + "edge [ target 0 ] ]") ==
          "net.gml:4: an edge's source = \"\" is no node");
    CHECK(refusal("graph [\nnode [ id 0 ]\nnode [ id 0 ] ]") == "net.gml:3: node 0 is given twice");
    CHECK(refusal("graph [\nnode [ label \"x\" ] ]") == "net.gml:2: a node without id");
    CHECK(refusal("graph [\nnode [ id 1 id 2 ] ]") == "net.gml:2: a node has two ids");
    CHECK(refusal("graph [ directed maybe ]") == "net.gml:1: directed = maybe is neither 0 nor 1");
    CHECK(refusal("graph [ node [ id 0 ]\n") == "net.gml:1: graph [ is not closed");
    CHECK(refusal("graph [\nnode [ id 0\n") == "net.gml:2: a list that is not closed");
    CHECK(refusal("graph [\nnode [ id ] ]") == "net.gml:2: id has no value");
    CHECK(refusal("graph [\nnode [ id \"0 ] ]") == "net.gml:2: a quote that is not closed");
    CHECK(refusal("graph [\n] ]") == "net.gml:2: a value where a name should be");
    CHECK(refusal("graph [ ]\ngraph [ ]") == "net.gml:2: a second graph: one network per file");
    CHECK(refusal("ego,alter\na,b\n") == "net.gml: no ties: there is no graph [ ... ]");
    CHECK(refusal("") == "net.gml: no ties: there is no graph [ ... ]");
    CHECK(refusal("graph [\n" + two_nodes + "edge [ source 0 target 1 weight NAN ] ]") ==
          "net.gml:4: weight = NAN is not a number");
    CHECK(refusal("graph [\n" + two_nodes + "]") == "net.gml: no ties in the file");
}

TEST_CASE("what a file calls people cannot break a message into lines or flood it") {
    CHECK(refusal("graph [\nnode [ id \"a\nb\x1B[1m\" ]\nnode [ id \"a\nb\x1B[1m\" ] ]") ==
          "net.gml:4: node a b [1m is given twice");
    const std::string name(10'000, 'x');
    CHECK(refusal("graph [ edge [ source " + name + " ] ]").size() < 2100);
}

TEST_CASE("GML lists of any depth are passed over or refused") {
    std::string deep;
    for (int n = 0; n < 100'000; ++n) {
        deep += "a [ ";
    }
    CHECK(refusal("graph [\nnode [ id 0\n" + deep) ==
          "net.gml:3: lists within lists, more than 100 deep");
    CHECK(refusal(deep) == "net.gml:1: lists within lists, more than 100 deep");
}
