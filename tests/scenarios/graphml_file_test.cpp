// GraphML: what its writers write, and what is refused of it.
#include "analysis/karate_club.hpp"
#include "scenarios/network_files.hpp"

using namespace colead;
using namespace colead::test;
using Ids = std::vector<std::string>;
using Lines = std::vector<std::string>;

namespace {

// A file with these keys, nodes and edges, from line 2 on.
std::string graphml(const std::string& inside) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">" +
           inside + "</graphml>\n";
}

std::string graph(const std::string& inside, const std::string& direction = "undirected") {
    return graphml("<graph edgedefault=\"" + direction + "\">\n" + inside + "</graph>");
}

const std::string two_nodes = "<node id=\"a\"/>\n<node id=\"b\"/>\n";

std::string refusal(const std::string& text) { return refusal_of_file("net.graphml", text); }

}  // namespace

TEST_CASE("attributes of GraphML nodes become columns of people, and of edges trust") {
    const NetworkData network = read_file(
        "net.graphml",
        graphml("<key id=\"d0\" for=\"node\" attr.name=\"dept\" attr.type=\"string\">"
                "<default>sales &amp; more</default></key>\n"
                "<key id=\"d1\" for=\"node\" attr.name=\"lead\" attr.type=\"boolean\"/>\n"
                "<key id=\"d2\" for=\"node\" attr.name=\"age\" attr.type=\"int\"/>\n"
                "<key id=\"d3\" for=\"edge\" attr.name=\"trust\" attr.type=\"double\">"
                "<default>0.75</default></key>\n"
                "<key id=\"d4\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>\n"
                "<graph edgedefault=\"undirected\">\n"
                "<edge source=\"c\" target=\"a\"><data key=\"d3\">0.25</data></edge>\n"
                "<edge source=\"a\" target=\"b\"/>\n"
                "<node id=\"a\"><data key=\"d0\">IT</data><data key=\"d1\">true</data></node>\n"
                "<node id=\"b\"><data key=\"d1\">False</data><data key=\"d2\">40</data></node>\n"
                "<node id=\"c\"><data key=\"d0\"><![CDATA[IT]]></data></node>\n"
                "</graph>\n"),
        {{"organization", "dept"}, {"rank", "lead"}});
    CHECK(network.ids == Ids{"a", "b", "c"});
    CHECK(network.organizations == 2);
    CHECK(network.organization == std::vector<std::uint32_t>{0, 1, 0});
    CHECK(network.rank == std::vector<float>{1.0F, 0.0F, 0.0F});
    CHECK(shown_ties(network) == Lines{"a-b 0.75 0.75", "a-c 0.25 0.25"});
    CHECK(has_note(network, "column of net.graphml not used: age"));
    CHECK(has_note(network, "column of net.graphml not used: kind"));
    CHECK(has_note(network, "1 person without rank: 0"));
}

TEST_CASE("a directed edge speaks for its source, an undirected one for both ends") {
    const std::string key = "<key id=\"w\" for=\"edge\" attr.name=\"weight\"/>";
    const std::string edges =
        two_nodes +
        "<node id=\"c\"/>"
        "<edge source=\"b\" target=\"a\"><data key=\"w\">0.1</data></edge>"
        "<edge source=\"b\" target=\"c\" directed=\"false\"><data key=\"w\">0.2</data></edge>"
        "<edge source=\"a\" target=\"c\" directed=\"true\"><data key=\"w\">0.25</data></edge>"
        "<edge source=\"c\" target=\"a\"><data key=\"w\">0.75</data></edge></graph>";
    const NetworkData directed =
        read_file("net.graphml", graphml(key + "<graph edgedefault=\"directed\">" + edges));
    CHECK(shown_ties(directed) == Lines{"a-b 0.5 0.1", "a-c 0.25 0.75", "b-c 0.2 0.2"});
    CHECK(has_note(directed, "weight of ties taken for trust"));
    CHECK(has_note(directed, "1 tie has trust given for one end: network.trust for the other"));
    CHECK(has_note(directed, "1 tie listed both ways"));
    // c to a speaks for both there, beside what a says.
    const NetworkData undirected =
        read_file("net.graphml", graphml(key + "<graph edgedefault=\"undirected\">" + edges));
    CHECK(shown_ties(undirected) == Lines{"a-b 0.1 0.1", "a-c 0.5 0.75", "b-c 0.2 0.2"});
}

TEST_CASE("nodes are called by their own id, or by the attribute that is asked for") {
    const std::string text = graphml(
        "<key id=\"v_name\" for=\"node\" attr.name=\"name\"/><graph edgedefault=\"undirected\">"
        "<node id=\"n0\"><data key=\"v_name\">Zoe</data></node>"
        "<node id=\"n1\"><data key=\"v_name\">Al</data></node>"
        "<edge source=\"n0\" target=\"n1\"/></graph>");
    CHECK(read_file("net.graphml", text).ids == Ids{"n0", "n1"});
    CHECK(read_file("net.graphml", text, {{"id", "name"}}).ids == Ids{"Al", "Zoe"});
    CHECK(refusal_of_file("net.graphml", text, {{"id", "nam"}}) ==
          "net.graphml:1: network.columns.id = nam: no such column; the nearest is name");

    const WorkingFolder folder;
    WorkingFolder::write("net.graphml", text);
    WorkingFolder::write("people.csv", "id,team\nAl,x\nZoe,y\n");
    const NetworkData joined =
        read_network({"net.graphml", "people.csv", {{"node", "name"}}, {}}, {}, 2, 5);
    CHECK(joined.ids == Ids{"Al", "Zoe"});
    CHECK(joined.teams == 2);
    CHECK_THROWS_WITH(
        read_network({"net.graphml", "people.csv", {{"node", "nme"}}, {}}, {}, 2, 5),
        "net.graphml: network.columns.node = nme: no such column; the nearest is name");
    CHECK_THROWS_WITH(read_network({"net.graphml", "people.csv", {}, {}}, {}, 2, 5),
                      Catch::Matchers::ContainsSubstring("n0 has no row in people.csv"));
}

TEST_CASE("an attribute called id goes before the ids that a writer numbers") {
    const NetworkData network = read_file(
        "net.graphml",
        graphml("<key id=\"v_id\" for=\"node\" attr.name=\"id\"/><graph edgedefault=\"directed\">"
                "<node id=\"n0\"><data key=\"v_id\">Zoe</data></node>"
                "<node id=\"n1\"><data key=\"v_id\">Al</data></node>"
                "<edge source=\"n0\" target=\"n1\"/></graph>"));
    CHECK(network.ids == Ids{"Al", "Zoe"});
    CHECK(has_note(network, "people are called by their attribute id"));
}

TEST_CASE("yEd's labels become a column") {
    const NetworkData network = read_file(
        "net.graphml",
        "<graphml xmlns:y=\"http://www.yworks.com/xml/graphml\">"
        "<key for=\"node\" id=\"d6\" yfiles.type=\"nodegraphics\"/>"
        "<key for=\"edge\" id=\"d9\" yfiles.type=\"edgegraphics\"/>"
        "<graph edgedefault=\"directed\" id=\"G\">"
        "<node id=\"n0\"><data key=\"d6\"><y:ShapeNode><y:Fill color=\"#FF\"/>"
        "<y:NodeLabel>North\n</y:NodeLabel></y:ShapeNode></data></node>"
        "<node id=\"n1\"><data key=\"d6\"><y:ShapeNode><y:NodeLabel>South</y:NodeLabel>"
        "</y:ShapeNode></data></node>"
        "<edge id=\"e0\" source=\"n0\" target=\"n1\"><data key=\"d9\"><y:PolyLineEdge/></data>"
        "</edge></graph></graphml>",
        {{"community", "label"}});
    CHECK(network.community_names == Ids{"North", "South"});
    CHECK(has_note(network, "column of net.graphml not used: d6"));
}

TEST_CASE("Zachary's club is read from GraphML as it is") {
    std::string text;
    for (std::size_t i = 0; i < karate_people; ++i) {
        text += "<node id=\"" + std::to_string(i) + "\"/>\n";
    }
    for (const NewTie& tie : karate_ties()) {
        text += fmt::format("<edge source=\"{}\" target=\"{}\"/>\n", tie.pair.high, tie.pair.low);
    }
    const NetworkData network = read_file("karate.graphml", graph(text));
    const std::vector<NewTie> expected = karate_ties();
    CHECK(network.people() == 34);
    REQUIRE(network.ties.size() == expected.size());
    for (std::size_t n = 0; n < expected.size(); ++n) {
        CHECK(network.ties[n].pair == expected[n].pair);
    }
    CHECK(has_note(network, "no trust given: network.trust for every tie"));
}

TEST_CASE("what GraphML may hold and no network of people is, is refused with its line") {
    CHECK(refusal(graph(two_nodes + "<hyperedge/>")) ==
          "net.graphml:5: <hyperedge>: nested graphs, hyperedges and ports are not read");
    CHECK(refusal(graph("<node id=\"a\">\n<graph/></node>")) ==
          "net.graphml:4: <graph> in a node: nested graphs, hyperedges and ports are not read");
    CHECK(refusal(graph("<node id=\"a\"><port name=\"p\"/></node>")) ==
          "net.graphml:3: <port> in a node: nested graphs, hyperedges and ports are not read");
    CHECK(refusal(graph(two_nodes + "<edge source=\"a\" sourceport=\"p\" target=\"b\"/>")) ==
          "net.graphml:5: ports are not read");
    CHECK(refusal(graphml("<graph/>\n<graph/>")) ==
          "net.graphml:3: a second graph: one network per file");
    CHECK(refusal(graphml("")) == "net.graphml:2: there is no <graph>");
    CHECK(refusal("<gexf/>") == "net.graphml:1: not GraphML: the document is <gexf>");
}

TEST_CASE("faults of a GraphML file are refused with their line") {
    CHECK(refusal(graph(two_nodes + "<edge source=\"a\" target=\"x\"/>")) ==
          "net.graphml:5: an edge's target = \"x\" is no node");
    CHECK(refusal(graph(two_nodes + "<edge target=\"a\"/>")) ==
          "net.graphml:5: an edge's source = \"\" is no node");
    CHECK(refusal(graph(two_nodes + "<node id=\"a\"/>")) == "net.graphml:5: node a is given twice");
    CHECK(refusal(graph("<node/>")) == "net.graphml:3: a node without id");
    CHECK(refusal(graph("<node id=\"a\"><data key=\"k\">1</data></node>")) ==
          "net.graphml:3: data of key \"k\", which is not declared");
    CHECK(refusal(graph(two_nodes, "both")) ==
          "net.graphml:2: edgedefault = both is neither directed nor undirected");
    CHECK(refusal(graph(two_nodes + "<edge source=\"a\" target=\"b\" directed=\"x\"/>")) ==
          "net.graphml:5: directed = x is neither true nor false");
    CHECK(refusal(graphml("<key id=\"a\"/>\n<key id=\"a\"/>")) ==
          "net.graphml:2: there is no <graph>");
    CHECK(refusal(graphml("<key id=\"a\"/>\n<key id=\"a\"/><graph/>")) ==
          "net.graphml:3: key a is declared twice");
    CHECK(refusal(graph(two_nodes)) == "net.graphml: no ties in the file");
}

TEST_CASE("weights of GraphML that no trust can be are refused") {
    const auto weighted = [](const std::string& weight) {
        return graphml("<key id=\"w\" for=\"edge\" attr.name=\"weight\"/><graph>\n" + two_nodes +
                       "<edge source=\"a\" target=\"b\"><data key=\"w\">" + weight +
                       "</data></edge></graph>");
    };
    CHECK(refusal(weighted("nan")) == "net.graphml:5: weight = nan is not a number");
    CHECK(refusal(weighted("1e999")) == "net.graphml:5: weight = 1e999 is not a number");
    CHECK(refusal(weighted("1e300")) == "net.graphml:5: weight = 1e300 is not a number");
    CHECK(refusal(weighted("-1")) ==
          "net.graphml:5: weight = -1 is not a number in [0, 1]; set network.trust_scale to the "
          "weight that is full trust, or to 0 to leave weights unused");
    NetworkParameters parameters;
    parameters.trust_scale = 10.0;
    const NetworkData scaled = read_file("net.graphml", weighted("4"), {}, parameters);
    CHECK(shown_ties(scaled) == Lines{"a-b 0.4 0.4"});
    CHECK(has_note(scaled, "weight of ties / 10 taken for trust"));
    parameters.trust_scale = 3.0;
    CHECK(refusal_of_file("net.graphml", weighted("4"), {}, parameters) ==
          "net.graphml:5: weight = 4 is outside [0, network.trust_scale = 3]");
    parameters.trust_scale = 0.0;
    const NetworkData unused = read_file("net.graphml", weighted("4"), {}, parameters);
    CHECK(shown_ties(unused) == Lines{"a-b 0.5 0.5"});
    CHECK(has_note(unused, "weight of ties not used: network.trust_scale = 0"));
    // What Gephi writes for every tie of a network without weights.
    const NetworkData ones = read_file("net.graphml", weighted("1.0"));
    CHECK(shown_ties(ones) == Lines{"a-b 0.5 0.5"});
    CHECK(has_note(ones, "weight of ties not used: 1 for every tie"));
}

TEST_CASE("hostile XML is refused in one line") {
    const std::string laughs =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE g [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n"
        "<graphml><graph><node id=\"&b;\"/></graph></graphml>";
    CHECK(refusal(laughs) ==
          "net.graphml:2: a document type with declarations of its own is not read: take "
          "<!DOCTYPE ...> out");
    CHECK(refusal("<!DOCTYPE graphml SYSTEM \"file:///etc/passwd\">" + graph(two_nodes)) ==
          "net.graphml: no ties in the file");
    CHECK(refusal("") == "net.graphml: no ties: the file is empty");
    CHECK(refusal(" \n\n") == "net.graphml: no ties: the file is empty");
    CHECK(refusal(std::string("\x89HDF\r\n\x1a\n\0\0", 10)) ==
          "net.graphml:3: a zero byte: not a text file in UTF-8");
    CHECK(refusal("<graphml>\n\xE9</graphml>") ==
          "net.graphml:2: not text in UTF-8: save the file in that encoding");
    CHECK(refusal("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><graphml/>") ==
          "net.graphml:1: encoding iso-8859-1: save the file as UTF-8");
    CHECK_THAT(refusal("<graphml>\n<graph>\n<node id=\"a\">\n</graph></graphml>"),
               Catch::Matchers::StartsWith("net.graphml:4: not XML: "));
    std::string deep;
    for (int n = 0; n < 100'000; ++n) {
        deep += "<y>";
    }
    CHECK_THAT(refusal(graph("<node id=\"a\">" + deep)),
               Catch::Matchers::StartsWith("net.graphml:3: not XML: "));
    CHECK_THAT(refusal(graph(deep)), Catch::Matchers::StartsWith("net.graphml:3: not XML: "));
}
