// `colead report` as its users meet it; what the page shows is held by report_in_browser.py.
#include <string>

#include "support/catch.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string small = R"(title = "A small town"
months = 2
burn_in = 2
replicates = 2
[network]
people = 30
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100.0
)";

bool is_one_line(const std::string& text) {
    return text.size() > 1 && text.find('\n') == text.size() - 1;
}

// A folder with results.
struct Compared {
    Compared() {
        place.write("small.toml", small);
        const Ran ran = place.run({"compare", "small.toml", "-q", "-o", "small.h5"});
        INFO(ran.err);
        REQUIRE(ran.code == 0);
    }
    Workplace place;
};

}  // namespace

TEST_CASE("a report is written beside its file, and replaced only when asked to", "[system]") {
    const Compared compared;
    const Workplace& place = compared.place;
    const Ran first = place.run({"report", "small.h5"});
    CHECK(first.code == 0);
    CHECK(first.out.empty());
    CHECK_THAT(first.err, ContainsSubstring("small.html"));
    const std::string page = place.read("small.html");
    CHECK_THAT(page.substr(0, 15), Catch::Matchers::Equals("<!DOCTYPE html>"));
    CHECK_THAT(page, ContainsSubstring("<title>A small town</title>"));
    CHECK(page.size() < 3'000'000);

    const Ran second = place.run({"report", "small.h5"});
    CHECK(second.code == 3);
    CHECK(is_one_line(second.err));
    CHECK_THAT(second.err, ContainsSubstring("small.html") && ContainsSubstring("exists"));
    CHECK(place.run({"report", "small.h5", "--overwrite", "-q"}).code == 0);
    CHECK(place.read("small.html") == page);
    CHECK(place.run({"report", "small.h5", "-o", "new/page.html", "-q"}).code == 0);
    CHECK(place.read("new/page.html") == page);
}

TEST_CASE("a report never replaces the results it is made from", "[system]") {
    const Compared compared;
    const std::string before = compared.place.read("small.h5");
    const Ran ran = compared.place.run({"report", "small.h5", "-o", "./small.h5", "--overwrite"});
    CHECK(ran.code == 2);
    CHECK(is_one_line(ran.err));
    CHECK(compared.place.read("small.h5") == before);
}

TEST_CASE("what is no results file makes no report, and is told in a line", "[system]") {
    const Compared compared;
    const Workplace& place = compared.place;
    place.write("text.h5", "no results");
    place.write("cut.h5", place.read("small.h5").substr(0, 20'000));
    for (const auto& [file, code] :
         {std::pair<const char*, int>("none.h5", 3), {"text.h5", 2}, {"cut.h5", 3}}) {
        const Ran ran = place.run({"report", file, "-o", "page.html"});
        INFO(ran.err);
        CHECK(ran.code == code);
        CHECK(is_one_line(ran.err));
        CHECK_THAT(ran.err, ContainsSubstring(file));
        CHECK(place.read("page.html").empty());
    }
}
