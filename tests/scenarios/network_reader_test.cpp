#include "scenarios/network_data.hpp"

#include <cmath>
#include <optional>

#include "agents/purpose.hpp"
#include "scenarios/network_files.hpp"
#include "sim/error.hpp"

using namespace colead;
using colead::test::has_note;
using colead::test::WorkingFolder;

namespace {

constexpr int factors = 2;
constexpr std::uint64_t seed = 5;

// A request for ties.csv and people.csv as they are written; without people where that text is "".
struct Request {
    std::string ties;
    std::string people;
    std::map<std::string, std::string> columns = {};
    std::map<std::string, std::string> only = {};
    bool skip = false;
    std::optional<double> trust_scale = {};
};

NetworkData read(const Request& request) {
    const WorkingFolder folder;
    WorkingFolder::write("ties.csv", request.ties);
    WorkingFolder::write("people.csv", request.people);
    NetworkParameters parameters;
    parameters.trust = 0.5;
    parameters.oddities = request.skip ? NetworkParameters::skip : NetworkParameters::refuse;
    parameters.trust_scale = request.trust_scale.value_or(parameters.trust_scale);
    const NetworkFiles files{"ties.csv", request.people.empty() ? "" : "people.csv",
                             request.columns, request.only};
    return read_network(files, parameters, factors, seed);
}

std::string refusal_of(const Request& request) {
    try {
        read(request);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

std::vector<Pair> pairs_of(const NetworkData& network) {
    std::vector<Pair> pairs;
    for (const NewTie& tie : network.ties) {
        pairs.push_back(tie.pair);
    }
    return pairs;
}

const std::vector<float>& state_of(const NetworkData& network, const std::string& name) {
    for (const StateColumn& column : network.state) {
        if (column.name == name) {
            return column.values;
        }
    }
    throw std::logic_error("no state " + name);
}

using Ids = std::vector<std::string>;
using Pairs = std::vector<Pair>;
using Numbers = std::vector<std::uint32_t>;

}  // namespace

// --- Ties ---------------------------------------------------------------------------------------

TEST_CASE("people without a file of them are those whom ties name") {
    const NetworkData network = read({"10,9\n9,100\n", ""});
    CHECK(network.ids == Ids{"9", "10", "100"});
    CHECK(pairs_of(network) == Pairs{{0, 1}, {0, 2}});
    CHECK(network.notes == std::vector<std::string>{
                               "3 people, 2 ties, 1 community, 1 group, 0 organizations, 0 teams",
                               "no trust given: network.trust for every tie",
                               "no community given: one of everyone, called \"all\"",
                               "no organization given: nobody is in one",
                               "no team given: nobody is in one",
                               "no culture given: one group of everyone, so that disparity between "
                               "groups is not measured",
                               "no sector given: each person drawn into one of 4",
                               "no rank given: 0 for everyone",
                           });
    CHECK(network.community_names == Ids{"all"});
    CHECK(network.group_names == Ids{"all"});
    CHECK(network.community == Numbers{0, 0, 0});
    CHECK(network.organization == Numbers{unaffiliated, unaffiliated, unaffiliated});
    CHECK(network.team == Numbers{unaffiliated, unaffiliated, unaffiliated});
    CHECK(network.rank == std::vector<float>{0.0F, 0.0F, 0.0F});
}

TEST_CASE("the first line of ties is a header if it names the two ends") {
    for (const char* header : {"ego,alter", "Source,Target", "FROM,TO", "i,j", "\"id1\",\"id2\""}) {
        CHECK(read({std::string(header) + "\na,b\n", ""}).ids == Ids{"a", "b"});
    }
    CHECK(read({"ego,b\n", ""}).ids == Ids{"b", "ego"});
}

TEST_CASE("a header may name the other end first, and trust in any later column") {
    const NetworkData network =
        read({"target;source;since;trust\na;b;1999;0.25\nb;a;1999;1\n", ""});
    CHECK(network.ties[0].trust_low == 1.0F);
    CHECK(network.ties[0].trust_high == 0.25F);
    CHECK(has_note(network, "column of ties.csv not used: since"));
    CHECK(has_note(read({"a,b,1,x,y\n", ""}), "columns of ties.csv not used: 4, 5"));
}

TEST_CASE("each end holds its own trust, the other's where it has none, else the parameter") {
    const NetworkData network = read({"a,b,0.25\nb,a,0.75\nd,c,0.1\ne,f,\nh,g,\ng,h,1\n", ""});
    REQUIRE(network.ties.size() == 4);
    CHECK(network.ties[0].trust_low == 0.25F);
    CHECK(network.ties[0].trust_high == 0.75F);
    CHECK(network.ties[1].trust_low == 0.1F);
    CHECK(network.ties[1].trust_high == 0.1F);
    CHECK(network.ties[2].trust_low == 0.5F);
    CHECK(network.ties[2].trust_high == 0.5F);
    CHECK(network.ties[3].trust_low == 1.0F);
    CHECK(network.ties[3].trust_high == 1.0F);
    CHECK(has_note(network, "2 ties have trust given for one end: the same for the other"));
    CHECK(has_note(network, "2 ties listed both ways"));
}

TEST_CASE("lines that repeat a tie in the same direction are merged at their mean trust") {
    const NetworkData network = read({"a,b,0.25\na,b,0.75\na,b,\nb,a,1\nb,a,1\n", ""});
    REQUIRE(network.ties.size() == 1);
    CHECK(network.ties[0].trust_low == 0.5F);
    CHECK(network.ties[0].trust_high == 1.0F);
    CHECK(has_note(network,
                   "3 lines repeat a tie in the same direction: merged, with the mean of their "
                   "trust"));
    CHECK(has_note(network, "1 tie listed both ways"));
}

TEST_CASE("weights of 1 are trust where a scale says what full trust is") {
    CHECK(read({.ties = "ego,alter,weight\na,b,1\nb,c,1\n", .people = "", .trust_scale = 4.0})
              .ties[0]
              .trust_low == 0.25F);
}

TEST_CASE("malformed ties are refused with file and line") {
    CHECK(
        refusal_of({"a,b,0.5\na,c,1.5\n", ""}) ==
        "ties.csv:2: trust = 1.5 is not a number in [0, 1]; set network.trust_scale to the weight "
        "that is full trust (the largest is 1.5), or to 0 to leave weights unused");
    CHECK(refusal_of({"ego,alter,trust\na,c,nan\n", ""}) ==
          "ties.csv:2: trust = nan is not a number in [0, 1]");
    CHECK(refusal_of({"a,\n", ""}) == "ties.csv:1: alter is empty");
    CHECK(refusal_of({"a,b\n,b\n", ""}) == "ties.csv:2: ego is empty");
    CHECK(refusal_of({"a\n", ""}) == "ties.csv:1: a tie takes two ids: ego, alter");
    CHECK(refusal_of({"ego,alter,trust,Trust\n", ""}) ==
          "ties.csv:1: two columns are called trust");
    CHECK(refusal_of({"V1,V2\n1,2\n", ""}) ==
          "ties.csv:1: V1, V2 look like names of columns: call them ego, alter, or leave the line "
          "out");
}

TEST_CASE("a first line of words that stand nowhere else is told, since it may name columns") {
    const auto said = [](const std::string& ties) {
        return has_note(read({ties, ""}),
                        "ties.csv: person and friend of the first line are taken for two people, "
                        "tied to nobody else; if they name columns, call them ego, alter");
    };
    CHECK(said("person,friend\nAnn,Bob\nBob,Cid\n"));
    CHECK_FALSE(said("person,friend\nAnn,friend\nBob,Cid\n"));
    CHECK_FALSE(said("person,friend\n"));
    CHECK_FALSE(said("source,target\nAnn,Bob\nBob,Cid\n"));
}

TEST_CASE("a network without ties is refused") {
    CHECK(refusal_of({"", ""}) == "ties.csv: no ties: the file is empty");
    CHECK(refusal_of({"# nothing\n\n", ""}) == "ties.csv: no ties: the file is empty");
    CHECK(refusal_of({"ego,alter\n", ""}) == "ties.csv: no ties: there is nothing but a header");
    CHECK(refusal_of({"a,a\n", "", {}, {}, true}) ==
          "ties.csv: none of 1 line ties two people who are kept");
    CHECK(refusal_of({"1,2\n2,3\n", "id\na\nb\n", {}, {}, true}) ==
          "ties.csv: none of 2 lines ties two people who are kept");
}

TEST_CASE("self-ties are refused, or left out and counted") {
    CHECK(refusal_of({"a,b\nc,c\n", ""}) ==
          "ties.csv:2: tie c, c: a tie to oneself; set network.oddities = \"skip\" to leave such "
          "lines out, counted");
    const NetworkData network = read({"a,b\nc,c\n", "", {}, {}, true});
    CHECK(network.ids == Ids{"a", "b", "c"});
    CHECK(pairs_of(network) == Pairs{{0, 1}});
    CHECK(has_note(network, "1 self-tie left out"));
    CHECK(has_note(network, "1 person has no tie"));
}

TEST_CASE("ties to nobody are refused, or left out and counted") {
    Request request{"a,b\nx,b\na,x\ny,x\n", "id\nb\na\n"};
    CHECK(refusal_of(request) ==
          "ties.csv:2: tie x, b: x has no row in people.csv; set network.oddities = \"skip\" to "
          "leave such lines out, counted");
    request.skip = true;
    const NetworkData network = read(request);
    CHECK(pairs_of(network) == Pairs{{0, 1}});
    CHECK(has_note(network, "2 tie ends in ties.csv have no row in people.csv: 3 lines left out"));
}

TEST_CASE("nothing depends on the order of lines") {
    const NetworkData forth =
        read({"3,1,0.1\n1,3,0.3\n3,1,0.7\n1,2,0.2\n3,1,0.4\n", "id,community\n1,x\n2,y\n3,\n"});
    const NetworkData back =
        read({"3,1,0.4\n1,2,0.2\n3,1,0.7\n1,3,0.3\n3,1,0.1\n", "id,community\n3,\n2,y\n1,x\n"});
    CHECK(forth.ids == back.ids);
    CHECK(forth.community == back.community);
    CHECK(forth.sector == back.sector);
    CHECK(forth.notes == back.notes);
    REQUIRE(forth.ties.size() == back.ties.size());
    for (std::size_t n = 0; n < forth.ties.size(); ++n) {
        CHECK(forth.ties[n].pair == back.ties[n].pair);
        CHECK(forth.ties[n].trust_low == back.ties[n].trust_low);
        CHECK(forth.ties[n].trust_high == back.ties[n].trust_high);
    }
}

TEST_CASE("the mean of several trusts has the same bits in any order") {
    // 2^-53 twice counts beside 1 + 2^-24 only when the small ones are added first, and decides there
    // whether a quarter of the sum is rounded up.
    const std::string small = "a,b,1.1102230246251565e-16\n";
    const std::string middle = "a,b,5.9604644775390625e-8\n";
    const std::string large = "a,b,1\n";
    const float up = read({small + small + middle + large, ""}).ties.at(0).trust_low;
    const float down = read({large + middle + small + small, ""}).ties.at(0).trust_low;
    CHECK(up == down);
    CHECK(up > 0.25F);
}

TEST_CASE("a tie to somebody without a row is refused with the nearest name") {
    const auto refusal = [](const std::string& people, const std::string& name) {
        return refusal_of({"ego,alter\nRosa Diaz," + name + "\n", "id\nRosa Diaz\n" + people});
    };
    const auto says = Catch::Matchers::ContainsSubstring;
    CHECK(refusal("x\n", "rosa diaz") ==
          "ties.csv:2: tie Rosa Diaz, rosa diaz: rosa diaz has no row in people.csv, where the "
          "nearest is Rosa Diaz; set network.oddities = \"skip\" to leave such lines out, counted");
    CHECK_THAT(refusal("1001\n", "1002"), says("no row in people.csv; set"));
    CHECK_THAT(refusal("a\n", "b"), says("no row in people.csv; set"));
    CHECK_THAT(refusal("Quentin\n", "O'Hara"), says("no row in people.csv; set"));
    // The same to the eye: an accent of its own, and within the letter.
    const std::string apart = "Cha\u0301vez";
    const std::string within = "Ch\u00E1vez";
    CHECK_THAT(refusal(within + "\n", apart),
               says("the nearest is " + within + " (names that look alike may be written"));
    CHECK_THAT(refusal(apart + "\n", within),
               says("the nearest is " + apart + " (names that look alike may be written"));
    CHECK_THAT(refusal("Bo\n", "Zoe\u0308"), says("people.csv (names that look alike"));
}

TEST_CASE("a decimal comma is refused with the number to write") {
    CHECK(refusal_of({"ego;alter;trust\na;b;0,8\n", ""}) ==
          "ties.csv:2: trust = 0,8 is not a number in [0, 1]; write 0.8");
    CHECK(refusal_of({"a,b\n", "id;openness;concern_1;concern_2\na;0,5;1;1\nb;0.5;1;1\n"}) ==
          "people.csv:2: openness = 0,5 is not a number in [0, 1]; write 0.5");
    CHECK(refusal_of({"a,b\n", "id;concern_1;concern_2\na;1,5;1\nb;1;1\n"}) ==
          "people.csv:2: concern_1 = 1,5 is not a number of 0 or more; write 1.5");
    CHECK(refusal_of({"ego;alter;trust\na;b;0,8,1\n", ""}) ==
          "ties.csv:2: trust = 0,8,1 is not a number in [0, 1]");
}

// --- People -------------------------------------------------------------------------------------

TEST_CASE("people take their places by the names in their file") {
    const NetworkData network = read(
        {"b,a\nc,b\n",
         "ID,community,organization,team,culture,sector,rank,shoes\n"
         "b,East,o2,t1,green,health,0.5,40\na,West,,,red,school,1,41\nc,East,o1,t2,red,,,42\n"});
    CHECK(network.ids == Ids{"a", "b", "c"});
    CHECK(network.community == Numbers{1, 0, 0});
    CHECK(network.community_names == Ids{"East", "West"});
    CHECK(network.organization == Numbers{unaffiliated, 1, 0});
    CHECK(network.team == Numbers{unaffiliated, 0, 1});
    CHECK(network.organizations == 2);
    CHECK(network.teams == 2);
    CHECK(network.culture == std::vector<std::uint8_t>{1, 0, 1});
    CHECK(network.group_names == Ids{"green", "red"});
    CHECK(network.sector == std::vector<std::uint8_t>{1, 0, 2});
    CHECK(network.rank == std::vector<float>{1.0F, 0.5F, 0.0F});
    CHECK(network.notes ==
          std::vector<std::string>{
              "3 people, 2 ties, 2 communities, 2 groups, 2 organizations, 2 teams",
              "column of people.csv not used: shoes",
              "no trust given: network.trust for every tie",
              "1 tie between communities",
              "1 person is in no organization",
              "1 person is in no team",
              "1 person without sector: put under \"unknown\"",
              "1 person without rank: 0",
          });
}

TEST_CASE("columns are found by the scenario's mapping, by name or number") {
    const std::string people = "who,village,rank,id\nb,2,0.5,7\na,10,1,8\n";
    const NetworkData named =
        read({"a,b\n", people, {{"id", "who"}, {"community", "village"}, {"skill", "rank"}}});
    CHECK(named.ids == Ids{"a", "b"});
    CHECK(named.community_names == Ids{"2", "10"});
    CHECK(named.community == Numbers{1, 0});
    CHECK(state_of(named, "skill") == std::vector<float>{1.0F, 0.5F});
    CHECK(has_note(named, "no rank given: 0 for everyone"));
    CHECK(has_note(named, "column of people.csv not used: id"));

    const NetworkData numbered = read({"a,b\n", "b 2 x\na 10 x\n", {{"id", "1"}, {"team", "2"}}});
    CHECK(numbered.ids == Ids{"a", "b"});
    CHECK(numbered.team == Numbers{1, 0});
    CHECK(has_note(numbered, "column of people.csv not used: 3"));
    CHECK(read({"7,8\n", people, {{"team", "2"}}}).team == Numbers{0, 1});
}

TEST_CASE("a column that does not exist is refused with the nearest") {
    const std::string people = "id,village,religion\na,1,x\nb,1,x\n";
    CHECK(
        refusal_of({"a,b\n", people, {{"culture", "relgion"}}}) ==
        "people.csv:1: network.columns.culture = relgion: no such column; the nearest is religion");
    CHECK(refusal_of({"a,b\n", people, {{"culture", "zzzzzzzzzzzz"}}}) ==
          "people.csv:1: network.columns.culture = zzzzzzzzzzzz: no such column; there are id, "
          "village, religion");
    CHECK(refusal_of({"a,b\n", people, {{"culture", "4"}}}) ==
          "people.csv:1: network.columns.culture = 4: no such column; there are 3");
    CHECK(refusal_of({"a,b\n", people, {{"culture", "0"}}}) ==
          "people.csv:1: network.columns.culture = 0: no such column; there are 3");
    CHECK(refusal_of({"a,b\n", people, {{"comunity", "village"}}}) ==
          "network.columns.comunity: people have no column of this name; the nearest is community");
    CHECK(refusal_of({"a,b\n", people, {}, {{"comunity", "1"}}}) ==
          "network.only.comunity: people have no column of this name; the nearest is community");
}

TEST_CASE("a tie whose trust is left out among others that have one is told") {
    const NetworkData network = read({"ego,alter,trust\na,b,0.5\nc,d,\n", ""});
    CHECK(has_note(network, "1 tie has no trust given: network.trust for both ends"));
}

TEST_CASE("a header above people who are called by their rows is refused") {
    const auto read_of = [](const std::string& people) {
        return refusal_of({"1,2\n2,3\n", people, {{"id", "row"}, {"culture", "1"}}, {}, true});
    };
    CHECK(read_of("alcohol\n1\n2\n3\n")
              .starts_with("people.csv:1: alcohol looks like the name of a column"));
    CHECK(read_of("1\n2\n3\n") == "accepted");
    CHECK(read_of("red\nblue\n3\n") == "accepted");
}

TEST_CASE("circles of one name in several places are one, and told") {
    const NetworkData network = read(
        {"a,b\n",
         "id,community,organization,team\na,X,Lions,t\nb,Y,Lions,t\nc,X,Bears,t\nd,X,Bears,u\n"});
    CHECK(network.organizations == 2);
    CHECK(has_note(
        network, "1 organization has people of several communities: one name is one organization"));
    CHECK(has_note(network, "1 team has people of several organizations: one name is one team"));
}

TEST_CASE("columns that say who is who must be clear") {
    CHECK(refusal_of({"a,b\n", "name,team\na,1\nb,1\n"}) ==
          "people.csv:1: no column is called id; say which one it is by network.columns.id");
    CHECK(refusal_of({"a,b\n", "id,team,Team\na,1,1\n"}) ==
          "people.csv:1: two columns are called team");
    CHECK(refusal_of({"1,2\n", "who,team\n1,x\n2,x\n", {{"id", "1"}}}) ==
          "people.csv:1: id = who looks like the name of a column: in a file with a header, give "
          "network.columns by name");
    CHECK(refusal_of({"a,b\n", "", {{"id", "1"}}}) ==
          "network.columns wants network.people_file, which is not given");
    CHECK(refusal_of({"a,b\n", "", {}, {{"id", "1"}}}) ==
          "network.only wants network.people_file, which is not given");
}

TEST_CASE("ids are given, and once") {
    CHECK(refusal_of({"a,b\n", "id,team\na,1\n,2\n"}) == "people.csv:3: id is empty");
    CHECK(refusal_of({"a,b\n", "id\nb\na\n\nb\n"}) ==
          "people.csv:5: id = b is given twice, first in line 2");
    CHECK(refusal_of({"a,b\n", "id\n"}) == "people.csv: no people: there is nothing but a header");
    CHECK(refusal_of({"a,b\n", "\n"}) == "people.csv: no people: the file is empty");
}

TEST_CASE("people without community, culture or sector are put under unknown") {
    const NetworkData network =
        read({"1,2\n2,3\n", "id,community,culture\n1,10,\n2,,unknown\n3,9,x\n"});
    CHECK(network.community_names == Ids{"9", "10", "unknown"});
    CHECK(network.community == Numbers{1, 2, 0});
    CHECK(network.group_names == Ids{"unknown", "x"});
    CHECK(network.culture == std::vector<std::uint8_t>{0, 0, 1});
    CHECK(has_note(network, "1 person without community: put under \"unknown\""));
    CHECK(has_note(network, "1 person without culture: put under \"unknown\""));
    CHECK(has_note(network, "2 ties between communities"));
}

TEST_CASE("what other programs write for nothing is a name, and is told") {
    const NetworkData network =
        read({"1,2\n2,3\n", "id,organization,culture\n1,NA,a\n2,,NULL\n3,NA,a\n"});
    CHECK(network.organization_names == Ids{"NA"});
    const std::string told = " is taken for a name: leave cells empty where there is none";
    CHECK(has_note(network, "organization \"NA\"" + told));
    CHECK(has_note(network, "culture \"NULL\"" + told));
}

TEST_CASE("sectors that no file gives are drawn evenly and the same each time") {
    std::string ties;
    for (int i = 0; i < 4000; ++i) {
        ties += std::to_string(i) + " " + std::to_string(i + 1) + "\n";
    }
    const NetworkData network = read({ties, ""});
    const DrawBlock luck = draw(Draws(seed, 0), 0, Purpose::network, 17);
    CHECK(network.sector[17] == below(luck[0], 4));
    CHECK(network.sector == read({ties, ""}).sector);
    for (std::uint8_t sector = 0; sector < 4; ++sector) {
        const auto count = std::count(network.sector.begin(), network.sector.end(), sector);
        // Five standard errors of a binomial count: sqrt(4001 * .25 * .75) = 27.4.
        CHECK(std::abs(static_cast<double>(count) - 4001.0 / 4) < 5 * 27.4);
    }
}

TEST_CASE("more than 256 cultures or sectors are refused") {
    std::string ties;
    std::string people = "id,kind\n";
    for (int i = 0; i < 257; ++i) {
        ties += "0," + std::to_string(i + 1) + "\n";
        people += std::to_string(i) + "," + std::to_string(i) + "\n";
    }
    for (const char* column : {"culture", "sector"}) {
        CHECK(refusal_of({ties, people, {{column, "kind"}}, {}, true}) ==
              "people.csv: 257 different values of " + std::string(column) +
                  ", at most 256 are possible");
    }
    people.resize(people.rfind("256,256"));
    CHECK(read({ties, people, {{"culture", "kind"}}, {}, true}).group_names.size() == 256);
}

// --- State --------------------------------------------------------------------------------------

TEST_CASE("states are read under their names, and empty fields stay to be drawn") {
    const NetworkData network =
        read({"a,b\n",
              "id,threshold,commitment,connecting,systems_thinking_baseline,target,active\n"
              "b,0.5,0,1,0.25,2,1\na,,1e-3,0,,1,\n"});
    CHECK(network.state.size() == 6);
    CHECK(std::isnan(state_of(network, "threshold")[0]));
    CHECK(state_of(network, "threshold")[1] == 0.5F);
    CHECK(state_of(network, "commitment") == std::vector<float>{0.001F, 0.0F});
    CHECK(state_of(network, "connecting") == std::vector<float>{0.0F, 1.0F});
    CHECK(state_of(network, "systems_thinking_baseline")[1] == 0.25F);
    CHECK(state_of(network, "target") == std::vector<float>{0.0F, 1.0F});
    CHECK(std::isnan(state_of(network, "active")[0]));
    CHECK(state_of(network, "active")[1] == 1.0F);
}

TEST_CASE("values out of range are refused with file, line, name and range") {
    const auto refusal = [](const std::string& column, const std::string& value) {
        return refusal_of({"a,b\n", "id," + column + "\na,\nb," + value + "\n"});
    };
    CHECK(refusal("rank", "abc") == "people.csv:3: rank = abc is not a number in [0, 1]");
    CHECK(refusal("rank", "1.01") == "people.csv:3: rank = 1.01 is not a number in [0, 1]");
    CHECK(refusal("openness", "NaN") == "people.csv:3: openness = NaN is not a number in [0, 1]");
    CHECK(refusal("skill_baseline", "inf") ==
          "people.csv:3: skill_baseline = inf is not a number in [0, 1]");
    CHECK(refusal("learning", "-0.1") == "people.csv:3: learning = -0.1 is not a number in [0, 1]");
    CHECK(refusal("target", "0") == "people.csv:3: target = 0 is not a whole number in [1, 2]");
    CHECK(refusal("target", "3") == "people.csv:3: target = 3 is not a whole number in [1, 2]");
    CHECK(refusal("active", "yes") == "people.csv:3: active = yes is not a whole number in [0, 1]");
}

TEST_CASE("vectors over the factors are scaled to sum 1") {
    const NetworkData network = read({"a,b\nb,c\n",
                                      "id,concern_1,concern_2,intention_2,intention_1\n"
                                      "a,1,3,0.7,0.3\nb,,,0,1\nc,0.25,0.75,0.5004,0.5\n"});
    CHECK(state_of(network, "concern_1")[0] == 0.25F);
    CHECK(state_of(network, "concern_2")[0] == 0.75F);
    CHECK(std::isnan(state_of(network, "concern_1")[1]));
    CHECK(std::isnan(state_of(network, "concern_2")[1]));
    CHECK(state_of(network, "intention_1")[0] == 0.3F);
    CHECK(has_note(network, "1 row of concern scaled to sum 1"));
    CHECK_FALSE(has_note(network, "1 row of intention scaled to sum 1"));
}

TEST_CASE("vectors are refused unless whole, non-negative and of positive sum") {
    const auto refusal = [](const std::string& header, const std::string& row) {
        return refusal_of({"a,b\n", "id," + header + "\na,.5,.5\nb," + row + "\n"});
    };
    CHECK(refusal("concern_1,concern_2", "-1,2") ==
          "people.csv:3: concern_1 = -1 is not a number of 0 or more");
    CHECK(refusal("concern_1,concern_2", "1,nan") ==
          "people.csv:3: concern_2 = nan is not a number of 0 or more");
    CHECK(refusal("concern_1,concern_2", "0,0") ==
          "people.csv:3: concern_1 to concern_2 have no positive sum");
    CHECK(refusal("concern_1,concern_2", "1e308,1e308") ==
          "people.csv:3: concern_1 to concern_2 have no positive sum");
    CHECK(refusal("concern_1,concern_2", "1,") ==
          "people.csv:3: 1 of concern_1 to concern_2 are empty: give all or none");
    CHECK(refusal("intention_2,rank", "1,1") ==
          "people.csv:1: no column intention_1: intention takes all of intention_1 to intention_2 "
          "or none");
    CHECK(refusal("mental_model_3,rank", "1,1") ==
          "people.csv:1: column mental_model_3: the issue system has 2 factors");
}

// --- A part of the people -----------------------------------------------------------------------

TEST_CASE("network.only keeps a part, and leaves its ties to others out without ado") {
    const NetworkData network = read({"1,2\n2,3\n3,4\n3,5\n4,9\n",
                                      "id,community,rank\n1,x,1\n2,x,\n3,y,\n4,y,\n5,y,\n",
                                      {},
                                      {{"community", "x"}}});
    CHECK(network.ids == Ids{"1", "2"});
    CHECK(network.community_names == Ids{"x"});
    CHECK(pairs_of(network) == Pairs{{0, 1}});
    CHECK(has_note(network, "network.only keeps 2 of 5 people"));
    CHECK(
        has_note(network, "4 lines of ties.csv left out with people whom network.only leaves out"));
}

TEST_CASE("network.only asks for what somebody has") {
    const std::string people = "id,community,team\n1,10,a\n2,9,b\n3,8,\n4,7,\n5,6,\n6,5,\n";
    CHECK(refusal_of({"1,2\n", people, {}, {{"community", "11"}}}) ==
          "network.only.community = 11: nobody in people.csv has it; there are 5, 6, 7, 8, 9, ...");
    CHECK(refusal_of({"1,2\n", people, {}, {{"culture", "x"}}}) ==
          "network.only.culture = x: people.csv has no column culture");
    CHECK(refusal_of({"1,2\n", people, {}, {{"community", "10"}, {"team", "b"}}}) ==
          "network.only: nobody in people.csv meets all its conditions");
}

// --- Files --------------------------------------------------------------------------------------

TEST_CASE("networks that are not there are refused") {
    const WorkingFolder folder;
    WorkingFolder::write("ties.csv", "a,b\n");
    CHECK_THROWS_WITH(read_network({}, {}, factors, seed), "network.ties: no file is given");
    CHECK_THROWS_AS(read_network({}, {}, factors, seed), InputError);
    CHECK_THROWS_WITH(read_network({"no.csv", "", {}, {}}, {}, factors, seed),
                      "cannot read 'no.csv': No such file or directory");
    CHECK_THROWS_AS(read_network({"no.csv", "", {}, {}}, {}, factors, seed), FileError);
    CHECK_THROWS_WITH(read_network({"ties.csv", "no.csv", {}, {}}, {}, factors, seed),
                      "cannot read 'no.csv': No such file or directory");
}
