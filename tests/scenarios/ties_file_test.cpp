// Edge lists in the shapes in which tools and spreadsheets write them.
#include "scenarios/network_files.hpp"

using namespace colead;
using namespace colead::test;
using Ids = std::vector<std::string>;
using Lines = std::vector<std::string>;

namespace {

using Columns = std::map<std::string, std::string>;

Lines ties_of(const std::string& text, const Columns& columns = {}) {
    return shown_ties(read_file("ties.csv", text, columns));
}

std::string refusal(const std::string& text, const Columns& columns = {}) {
    return refusal_of_file("ties.csv", text, columns);
}

}  // namespace

TEST_CASE("an edge list is read whatever parts its fields and ends its lines") {
    const Lines expected = {"a-b 0.25 0.25", "b-c 0.5 0.5"};
    for (const char* text : {
             "a,b,0.25\nb,c,0.5\n",
             "a;b;0.25\r\nb;c;0.5\r\n",
             "a\tb\t0.25\r\r\nb\tc\t0.5\r\r\n",
             "a  b 0.25\n  b c     0.5",
             "\xEF\xBB\xBFsource,target,trust\na,b,0.25\nb,c,0.5\n",
             "% made by hand\n# from to\na b 0.25\n\n# end\nb c 0.5\n",
             "\"from\" \"to\" \"trust\"\n\"a\" \"b\" 0.25\n\"b\" \"c\" 0.5\n",
         }) {
        INFO(text);
        CHECK(ties_of(text) == expected);
    }
}

TEST_CASE("the two ends may be any columns of a header that names both") {
    const NetworkData network =
        read_file("ties.csv", "Id,Label,To,Weight,From\n1,x,b,0.25,a\n2,y,c,0.75,b\n");
    CHECK(shown_ties(network) == Lines{"a-b 0.25 0.25", "b-c 0.75 0.75"});
    CHECK(has_note(network, "columns of ties.csv not used: Id, Label"));
    CHECK(has_note(network, "Weight of ties taken for trust"));
    CHECK(ties_of("sender receiver\na b\n") == Lines{"a-b 0.5 0.5"});
}

TEST_CASE("network.columns names the columns of ties, by name or number") {
    const std::string text = "when,Who,Whom,strength\n1999,a,b,0.25\n2000,b,c,0.75\n";
    const Columns named = {{"ego", "Who"}, {"alter", "Whom"}, {"trust", "strength"}};
    const Lines expected = {"a-b 0.25 0.25", "b-c 0.75 0.75"};
    CHECK(ties_of(text, named) == expected);
    CHECK(ties_of("1999,a,b,0.25\n2000,b,c,0.75\n",
                  {{"ego", "2"}, {"alter", "3"}, {"trust", "4"}}) == expected);
    CHECK(ties_of("a,x,b\n", {{"ego", "1"}, {"alter", "3"}}) == Lines{"a-b 0.5 0.5"});
    CHECK(ties_of("V1,V2,w\n1,2,0.25\n", {{"ego", "V1"}, {"alter", "V2"}, {"trust", "3"}}) ==
          Lines{"1-2 0.25 0.25"});
    CHECK(refusal(text, {{"ego", "Woh"}, {"alter", "Whom"}}) ==
          "ties.csv:1: network.columns.ego = Woh: no such column; the nearest is Who");
    CHECK(refusal(text, {{"ego", "Who"}}) ==
          "ties.csv:1: no column is called alter; say which one it is by network.columns.alter");
    CHECK(refusal(text, {{"ego", "Who"}, {"alter", "Who"}}) ==
          "ties.csv:1: ego and alter are the same column");
    CHECK(refusal("a,b\n", {{"alter", "3"}}) ==
          "ties.csv:1: network.columns.alter = 3: no such column; there are 2");
    CHECK(refusal("a,b\n", {{"team", "3"}}) ==
          "network.columns wants network.people_file, which is not given");
}

TEST_CASE("weights of an edge list are trust by the scale that is given") {
    const std::string text = "from,to,weight\na,b,4\nb,a,1\n";
    CHECK(refusal(text) ==
          "ties.csv:2: weight = 4 is not a number in [0, 1]; set network.trust_scale to the weight "
          "that is full trust (the largest is 4), or to 0 to leave weights unused");
    NetworkParameters parameters;
    parameters.trust_scale = 4.0;
    CHECK(shown_ties(read_file("ties.csv", text, {}, parameters)) == Lines{"a-b 1 0.25"});
    parameters.trust_scale = 0.0;
    CHECK(shown_ties(read_file("ties.csv", text, {}, parameters)) == Lines{"a-b 0.5 0.5"});
    // A column called trust goes before one called weight, and is trust even where it is 1 throughout.
    CHECK(ties_of("from,to,weight,trust\na,b,7,1\n") == Lines{"a-b 1 1"});
    CHECK(ties_of("from,to,weight\na,b,1\n") == Lines{"a-b 0.5 0.5"});
}

TEST_CASE("the format of a file of ties goes by its name unless network.format says otherwise") {
    const std::string list = "1 2\n2 1\n";
    CHECK(refusal_of_file("a.NET", list) == "a.NET:1: text before *Vertices");
    CHECK(refusal_of_file("a.GraphML", list) == "a.GraphML:3: not XML: No document element found");
    CHECK(refusal_of_file("a.gml", list) == "a.gml: no ties: there is no graph [ ... ]");
    NetworkParameters parameters;
    parameters.format = NetworkParameters::edge_list;
    CHECK(read_file("a.net", list, {}, parameters).ties.size() == 1);
    parameters.format = NetworkParameters::pajek;
    CHECK(read_file("a.txt", "*Vertices 2\n*Edges\n1 2\n", {}, parameters).ties.size() == 1);
    parameters.format = NetworkParameters::gml;
    CHECK(read_file("a.txt", "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]", {},
                    parameters)
              .ties.size() == 1);
}

TEST_CASE("columns of an edge list are not asked of another format") {
    CHECK(refusal_of_file("a.net", "*Vertices 2\n*Edges\n1 2\n", {{"ego", "From"}}) ==
          "network.columns.ego = From: a.net is no edge list (network.format), so that its ties "
          "have no such column");
    CHECK(refusal("a,b\n", {{"node", "name"}}) ==
          "ties.csv: network.columns.node = name: no such column; there are id");
}

TEST_CASE("a binary file is refused as no text") {
    CHECK(refusal(std::string("PK\x03\x04\x14\0\x06\0", 8)) ==
          "ties.csv:1: a zero byte: not a text file in UTF-8");
    CHECK(refusal("a,b\n\x1F\x8B\x08\n") ==
          "ties.csv:2: not text in UTF-8: save the file in that encoding");
    // Overlong forms, halves of pairs and what lies beyond Unicode are no UTF-8 either.
    for (const char* bytes : {"\xC0\xAF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                              "\xF0\x8F\xBF\xBF", "\xC3", "\x80"}) {
        CHECK(refusal(std::string("a,b") + bytes + "\n") ==
              "ties.csv:1: not text in UTF-8: save the file in that encoding");
    }
    CHECK(ties_of("\xC3\xA9,\xF0\x9F\x98\x80\xE2\x82\xAC\n") ==
          Lines{"\xC3\xA9-\xF0\x9F\x98\x80\xE2\x82\xAC 0.5 0.5"});
}
