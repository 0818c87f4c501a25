// Adjacency matrices in the shapes in which tools and spreadsheets write them.
#include "scenarios/network_files.hpp"

using namespace colead;
using namespace colead::test;
using Ids = std::vector<std::string>;
using Lines = std::vector<std::string>;

namespace {

NetworkParameters as_matrix() {
    NetworkParameters parameters;
    parameters.format = NetworkParameters::matrix;
    return parameters;
}

NetworkData read(const std::string& text) { return read_file("m.csv", text, {}, as_matrix()); }

std::string refusal(const std::string& text) {
    return refusal_of_file("m.csv", text, {}, as_matrix());
}

}  // namespace

TEST_CASE("a plain matrix is read whatever parts its numbers") {
    for (const char* text :
         {"0 1 0\n1 0 0\n0 1 0\n", "  0   1 0\r\n 1 0   0\r\n 0 1 0", "0,1,0\n1,0,0\n0,1,0\n",
          "0;1;0\r\r\n1;0;0\r\r\n0;1;0\r\r\n", "\xEF\xBB\xBF% made\n0\t1\t0\n1\t0\t0\n0\t1\t0\n"}) {
        const NetworkData network = read(text);
        CHECK(network.ids == Ids{"1", "2", "3"});
        CHECK(shown_ties(network) == Lines{"1-2 0.5 0.5", "2-3 0.5 0.5"});
        CHECK(has_note(network, "1 tie listed both ways"));
        CHECK(has_note(network, "weight of ties not used: 1 for every tie"));
        CHECK(has_note(network, "no trust given: network.trust for every tie"));
    }
}

TEST_CASE("names above and before a matrix are found by its shape") {
    const Ids expected = {"ann", "bob", "cy"};
    for (const char* text : {
             ",ann,bob,cy\nann,0,1,0\nbob,0,0,1\ncy,0,0,0\n",
             "id;ann;bob;cy\nann;0;1;0\nbob;0;0;1\ncy;0;0;0\n",
             "\"ann\" \"bob\" \"cy\"\n\"ann\" 0 1 0\n\"bob\" 0 0 1\n\"cy\" 0 0 0\n",
             "ann,bob,cy\n0,1,0\n0,0,1\n0,0,0\n",
             "ann\t0\t1\t0\nbob\t0\t0\t1\ncy\t0\t0\t0\n",
         }) {
        INFO(text);
        const NetworkData network = read(text);
        CHECK(network.ids == expected);
        CHECK(shown_ties(network) == Lines{"ann-bob 0.5 0.5", "bob-cy 0.5 0.5"});
    }
}

TEST_CASE("names of a matrix may be numbers") {
    const Ids expected = {"7", "8", "9"};
    for (const char* text : {
             ",7,8,9\n7,0,1,0\n8,0,0,1\n9,0,0,0\n",
             "id,7,8,9\n7,0,1,0\n8,0,0,1\n9,0,0,0\n",
             "7 8 9\n7 0 1 0\n8 0 0 1\n9 0 0 0\n",
             "7,8,9\n0,1,0\n0,0,1\n0,0,0\n",
             "7,0,1,0\n8,0,0,1\n9,0,0,0\n",
         }) {
        INFO(text);
        const NetworkData network = read(text);
        CHECK(network.ids == expected);
        CHECK(shown_ties(network) == Lines{"7-8 0.5 0.5", "8-9 0.5 0.5"});
    }
}

TEST_CASE("cells of a matrix other than 0 and 1 are trust, and empty ones no tie") {
    const NetworkData network = read(",a,b,c\na,,0.25,\nb,0.75,,1\nc,,,\n");
    CHECK(shown_ties(network) == Lines{"a-b 0.25 0.75", "b-c 1 0.5"});
    CHECK(has_note(network, "6 empty cells: no tie"));
    CHECK(has_note(network, "weight of ties taken for trust"));
    CHECK(has_note(network, "1 tie has trust given for one end: network.trust for the other"));
    NetworkParameters parameters = as_matrix();
    parameters.trust_scale = 5.0;
    CHECK(shown_ties(read_file("m.csv", "0 5 0\n1 0 0\n0 0 0\n", {}, parameters)) ==
          Lines{"1-2 1 0.2"});
}

TEST_CASE("faults of a matrix are refused with their line") {
    CHECK(refusal("0 1 0\n1 0\n0 1 0\n") == "m.csv:2: 2 fields where 3 are expected");
    CHECK(refusal("# x\n0 1 0 0\n1 0 1 0\n") ==
          "m.csv:2: a matrix has as many rows as columns, at least 2: here are 2 rows and 4 "
          "columns");
    CHECK(refusal("0\n") ==
          "m.csv:1: a matrix has as many rows as columns, at least 2: here are "
          "1 row and 1 column");
    CHECK(refusal("0 1 0\n1 0 nan\n0 1 0\n") == "m.csv:2: weight = nan is not a number");
    CHECK(refusal("0 1 0\n1 0 1e999\n0 1 0\n") == "m.csv:2: weight = 1e999 is not a number");
    CHECK(refusal("0 1 0\n1 0 -1\n0 1 0\n") ==
          "m.csv:2: weight = -1 is not a number in [0, 1]; set network.trust_scale to the weight "
          "that is full trust, or to 0 to leave weights unused");
    CHECK(refusal("0 1 0\n1 0 3\n0 9 0\n") ==
          "m.csv:2: weight = 3 is not a number in [0, 1]; set network.trust_scale to the weight "
          "that is full trust (the largest is 9), or to 0 to leave weights unused");
    CHECK(refusal(",a,b\na,0,1\nc,1,0\n") == "m.csv:3: row 2 is of c, column 2 of b");
    CHECK(refusal("a,a\n0,1\n1,0\n") == "m.csv:3: id = a is given twice, first in line 2");
    CHECK(refusal("1 1 0\n1 0 0\n0 1 0\n") ==
          "m.csv:1: tie 1, 1: a tie to oneself; set network.oddities = \"skip\" to leave such "
          "lines out, counted");
    CHECK(refusal("") == "m.csv: no ties: the file is empty");
    CHECK(refusal("0 0\n0 0\n") == "m.csv: no ties in the file");
}

TEST_CASE("people of a matrix are joined to a file without ids by the number of the row") {
    const WorkingFolder folder;
    WorkingFolder::write("m.dat", " 0 1 0\n 1 0 0\n 0 1 0\n");
    WorkingFolder::write("people.dat", " 3 1\n 2 9\n 3 1\n");
    const NetworkData network = read_network(
        {"m.dat", "people.dat", {{"id", "row"}, {"culture", "1"}}, {}}, as_matrix(), 2, 5);
    CHECK(network.ids == Ids{"1", "2", "3"});
    CHECK(network.group_names == Ids{"2", "3"});
    CHECK(network.culture == std::vector<std::uint8_t>{1, 0, 1});
    CHECK(has_note(network, "column of people.dat not used: 2"));

    WorkingFolder::write("named.csv", "dept,row\nx,3\ny,1\nx,2\n");
    const NetworkData named = read_network(
        {"m.dat", "named.csv", {{"id", "row"}, {"team", "dept"}}, {}}, as_matrix(), 2, 5);
    CHECK(named.team == std::vector<std::uint32_t>{1, 0, 0});
}
