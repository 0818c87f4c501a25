// The comparison on networks as they were found: 38 villages and a research institution's e-mail.
#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Catch::Matchers::ContainsSubstring;

namespace {

namespace fs = std::filesystem;

// Compares an example on real files for three months; its words, or none where the files are absent.
Ran compare(const Workplace& place, const std::string& example, const fs::path& ties,
            const fs::path& people) {
    if (!fs::exists(shared_data() / ties) || !fs::exists(shared_data() / people)) {
        WARN("skipped: no " << (shared_data() / ties).string());
        return {};
    }
    const fs::path file = source_folder() / "scenarios" / "examples" / example;
    const Ran ran =
        place.run({"compare", file.string(), "--months", "3", "--replicates", "2", "--set",
                   "burn_in=3", "--set", "network.ties=" + (shared_data() / ties).string(), "--set",
                   "network.people_file=" + (shared_data() / people).string(), "-o", "real.h5"});
    INFO(ran.err);
    CHECK(ran.code == 0);
    for (const char* arm : {"\ncontrol", "\nleader-development", "\nnetwork-development"}) {
        CHECK_THAT(ran.out, ContainsSubstring(arm));
    }
    CHECK(place.files() == std::vector<std::string>{"real.h5"});
    return ran;
}

const fs::path village_ties = "microfinance/microfi_edges.txt";
const fs::path village_people = "microfinance/microfi_households.csv";

}  // namespace

TEST_CASE("programs are compared on village 1", "[system]") {
    const Workplace place;
    const Ran ran = compare(place, "microfinance-village-1.toml", village_ties, village_people);
    if (ran.code >= 0) {
        CHECK_THAT(ran.out, ContainsSubstring("182 residents"));
        CHECK_THAT(ran.err, ContainsSubstring("network.only keeps 182 of 8622 people"));
        CHECK_THAT(ran.err, ContainsSubstring("8 people have no tie"));
    }
}

TEST_CASE("programs are compared on all 38 villages", "[system]") {
    const Workplace place;
    const Ran ran = compare(place, "microfinance.toml", village_ties, village_people);
    if (ran.code >= 0) {
        CHECK_THAT(ran.out, ContainsSubstring("38 communities, 3 culture groups"));
        CHECK_THAT(ran.err, ContainsSubstring("8622 people, 40151 ties"));
        CHECK_THAT(ran.err, ContainsSubstring("9 tie ends in microfi_edges.txt have no row"));
    }
}

TEST_CASE("programs are compared on the raw e-mail file with its odd line ends", "[system]") {
    const Workplace place;
    const Ran ran =
        compare(place, "email-eu.toml", "email-eu/email-Eu-core.txt", "email-eu/departments.tsv");
    if (ran.code >= 0) {
        CHECK_THAT(ran.err, ContainsSubstring("1005 people, 16064 ties"));
        CHECK_THAT(ran.err, ContainsSubstring("42 organizations"));
        CHECK_THAT(ran.err, ContainsSubstring("642 self-ties left out"));
    }
}

TEST_CASE("programs are compared on the faculty and on the pupils", "[system]") {
    const Workplace faculty;
    const Ran weighted = compare(faculty, "uk-faculty.toml", "uk-faculty/UKfaculty_edges.csv",
                                 "uk-faculty/UKfaculty_nodes.csv");
    if (weighted.code >= 0) {
        CHECK_THAT(weighted.err, ContainsSubstring("81 people, 577 ties"));
        CHECK_THAT(weighted.err, ContainsSubstring("weight of ties / 16 taken for trust"));
    }
    const Workplace school;
    const Ran matrix = compare(school, "s50.toml", "s50/s501.dat", "s50/s50a.dat");
    if (matrix.code >= 0) {
        CHECK_THAT(matrix.out, ContainsSubstring("5 culture groups"));
        CHECK_THAT(matrix.err, ContainsSubstring("50 people, 74 ties"));
    }
}
