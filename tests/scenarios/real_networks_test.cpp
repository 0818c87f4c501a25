// The networks of ../shared/data as they were found, with what is odd in them.
#include <cmath>
#include <set>

#include "scenarios/network_files.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

using namespace colead;
using colead::test::has_note;
using colead::test::have_shared_data;
using colead::test::shared_data;

namespace {

NetworkData read_villages(const std::string& village, int oddities) {
    NetworkFiles files;
    files.ties = (shared_data() / "microfinance/microfi_edges.txt").string();
    files.people = (shared_data() / "microfinance/microfi_households.csv").string();
    files.columns = {
        {"id", "hh"}, {"community", "village"}, {"culture", "religion"}, {"rank", "leader"}};
    if (!village.empty()) {
        files.only = {{"community", village}};
    }
    NetworkParameters parameters;
    parameters.oddities = oddities;
    return read_network(files, parameters, 8, 1);
}

NetworkData read_emails(const std::string& ties, int oddities) {
    NetworkFiles files;
    files.ties = (shared_data() / "email-eu" / ties).string();
    files.people = (shared_data() / "email-eu/departments.tsv").string();
    files.columns = {{"id", "1"}, {"organization", "2"}};
    NetworkParameters parameters;
    parameters.oddities = oddities;
    return read_network(files, parameters, 8, 1);
}

float sum_of_ranks(const NetworkData& network) {
    float sum = 0.0F;
    for (const float rank : network.rank) {
        sum += rank;
    }
    return sum;
}

}  // namespace

TEST_CASE("the 38 villages are read with all that is odd in them counted") {
    if (!have_shared_data("microfinance")) {
        return;
    }
    const NetworkData network = read_villages("", NetworkParameters::skip);
    CHECK(network.people() == 8622);
    CHECK(network.ties.size() == 40178 - 27);
    CHECK(network.community_names.size() == 38);
    CHECK(network.community_names.front() == "1");
    CHECK(network.community_names.back() == "75");
    CHECK(network.group_names == std::vector<std::string>{"christian", "hindu", "islam"});
    CHECK(sum_of_ranks(network) == 1014.0F);
    CHECK(network.notes ==
          std::vector<std::string>{
              "8622 people, 40151 ties, 38 communities, 3 groups, 0 organizations, 0 teams",
              "columns of microfi_households.csv not used: loan, roof, rooms, beds, electricity, "
              "ownership",
              "9 tie ends in microfi_edges.txt have no row in microfi_households.csv: 54 lines "
              "left out",
              "40151 ties listed both ways",
              "no trust given: network.trust for every tie",
              "450 people have no tie",
              "0 ties between communities",
              "no organization given: nobody is in one",
              "no team given: nobody is in one",
              "no sector given: each person drawn into one of 4",
          });
}

TEST_CASE("the villages are refused as they are unless oddities are to be left out") {
    if (!have_shared_data("microfinance")) {
        return;
    }
    CHECK_THROWS_WITH(
        read_villages("", NetworkParameters::refuse),
        Catch::Matchers::ContainsSubstring("microfi_edges.txt:") &&
            Catch::Matchers::ContainsSubstring(
                "has no row in microfi_households.csv; set network.oddities = \"skip\" to leave "
                "such lines out, counted"));
}

TEST_CASE("village 1 is read alone") {
    if (!have_shared_data("microfinance")) {
        return;
    }
    const NetworkData network = read_villages("1", NetworkParameters::skip);
    CHECK(network.people() == 182);
    CHECK(network.ties.size() == 867);
    CHECK(network.ids.front() == "1001");
    CHECK(network.community_names == std::vector<std::string>{"1"});
    CHECK(network.group_names == std::vector<std::string>{"hindu", "islam"});
    CHECK(sum_of_ranks(network) == 28.0F);
    CHECK(has_note(network, "network.only keeps 182 of 8622 people"));
    CHECK(has_note(network, "8 people have no tie"));
}

TEST_CASE("the raw e-mail file with its odd line ends is read, and departments without a header") {
    if (!have_shared_data("email-eu")) {
        return;
    }
    const NetworkData network = read_emails("email-Eu-core.txt", NetworkParameters::skip);
    CHECK(network.people() == 1005);
    CHECK(network.organizations == 42);
    CHECK(network.ties.size() == 16064);
    CHECK(network.ids.back() == "1004");
    CHECK(has_note(network, "642 self-ties left out"));
    CHECK(has_note(network, "8865 ties listed both ways"));
    CHECK(has_note(network, "19 people have no tie"));

    const NetworkData cleaned = read_emails("edges.tsv", NetworkParameters::skip);
    CHECK(cleaned.notes == network.notes);
    CHECK(cleaned.ties.size() == network.ties.size());
    CHECK_THROWS_WITH(read_emails("email-Eu-core.txt", NetworkParameters::refuse),
                      Catch::Matchers::ContainsSubstring("email-Eu-core.txt:") &&
                          Catch::Matchers::ContainsSubstring(": a tie to oneself; set "
                                                             "network.oddities = \"skip\""));
}

TEST_CASE("three waves of 50 pupils are read from their matrices") {
    if (!have_shared_data("s50")) {
        return;
    }
    // Arcs and those answered, counted apart from this program.
    struct Wave {
        const char* matrix;
        const char* column;
        std::size_t ties;
        std::size_t both_ways;
        std::vector<std::string> alcohol;
    };
    const std::vector<std::string> all = {"1", "2", "3", "4", "5"};
    for (const Wave& wave : {Wave{"s501.dat", "1", 74, 39, all}, Wave{"s502.dat", "2", 81, 35, all},
                             Wave{"s503.dat", "3", 77, 45, all}}) {
        NetworkFiles files;
        files.ties = (shared_data() / "s50" / wave.matrix).string();
        files.people = (shared_data() / "s50/s50a.dat").string();
        files.columns = {{"id", "row"}, {"culture", wave.column}};
        NetworkParameters parameters;
        parameters.format = NetworkParameters::matrix;
        const NetworkData network = read_network(files, parameters, 8, 1);
        INFO(wave.matrix);
        CHECK(network.people() == 50);
        CHECK(network.ties.size() == wave.ties);
        CHECK(has_note(network, counted(wave.both_ways, "tie", "ties") + " listed both ways"));
        CHECK(network.group_names == wave.alcohol);
    }
}

TEST_CASE("the faculty is read with its groups, and weights as trust by their scale") {
    if (!have_shared_data("uk-faculty")) {
        return;
    }
    NetworkFiles files;
    files.ties = (shared_data() / "uk-faculty/UKfaculty_edges.csv").string();
    files.people = (shared_data() / "uk-faculty/UKfaculty_nodes.csv").string();
    files.columns = {{"culture", "Group"}};
    NetworkParameters parameters;
    CHECK_THROWS_WITH(read_network(files, parameters, 8, 1),
                      Catch::Matchers::ContainsSubstring(
                          "UKfaculty_edges.csv:2: weight = 4 is not a number in [0, 1]; set "
                          "network.trust_scale to the weight that is full trust"));
    parameters.trust_scale = 20.0;
    const NetworkData network = read_network(files, parameters, 8, 1);
    CHECK(network.people() == 81);
    CHECK(network.ties.size() == 577);
    CHECK(network.group_names == std::vector<std::string>{"1", "2", "3", "4"});
    CHECK(has_note(network, "weight of ties / 20 taken for trust"));
}
