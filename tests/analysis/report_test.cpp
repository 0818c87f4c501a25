// The document of numbers behind a report, and the page that carries it.
#include "analysis/report.hpp"

#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "analysis/comparison.hpp"
#include "analysis/comparison_run.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/report_parts.hpp"
#include "analysis/report_statistics.hpp"
#include "analysis/results_file.hpp"
#include "scenarios/program.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

struct Folder {
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "colead-report-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name) const { return (path / name).string(); }
    fs::path path;
};

constexpr std::size_t replicates = 7;

// Numbers that no short decimal stands for, one missing, and a run that failed.
Results some_results() {
    Results results;
    results.title = "A <b>small</b> town</script><script>alert(1)</script> \"quoted\"";
    results.arms = {"control", "leader-development", "network-development"};
    results.months = 4;
    results.people = 60;
    results.communities = {"</script>"};
    results.groups = {"one", "two"};
    for (std::uint32_t r = 0; r < replicates; ++r) {
        results.replicates.push_back(r);
    }
    for (std::size_t m = 0; m < measures().size(); ++m) {
        std::vector<double> values(3 * replicates * 5 * results.extent(measures()[m]));
        for (std::size_t k = 0; k < values.size(); ++k) {
            values[k] = std::sin(static_cast<double>(k * k + 17 * m)) / 3.0;
        }
        values[4] = no_value;
        results.values.push_back(std::move(values));
    }
    results.runs.assign(3 * replicates, RunRecord{7, true, "", 0.5});
    results.runs[1].done = false;
    return results;
}

std::string write_some(const Folder& folder, const Results& results = some_results(),
                       const std::string& scenario = "months = 4\nreplicates = 7\n") {
    const std::string path = folder.file("some.h5");
    write_results(path, true, results, compare_arms(results),
                  {.scenario = scenario,
                   .command_line = "colead compare '</script>'",
                   .date = "2026-01-01T00:00:00Z",
                   .seed = 7,
                   .threads = 2});
    return path;
}

const json& named(const json& list, const std::string& name) {
    for (const json& entry : list) {
        if (entry.at("name") == name) {
            return entry;
        }
    }
    throw std::out_of_range(name);
}

// As a reader of the page has it: what is missing is null.
json report_of(const std::string& path) { return json::parse(report_document(path).dump()); }

bool same(const json& number, double value) {
    return std::isnan(value) ? number.is_null() : number.get<double>() == value;
}

Results compared(std::int64_t people, std::int64_t months) {
    Scenario scenario = test::scenario_of(people);
    scenario.run.months = months;
    scenario.run.burn_in = 2;
    scenario.run.replicates = 2;
    Program control;
    control.arm = "control";
    Program program;
    program.arm = "network-development";
    program.budget = 50.0;
    program.activities = preset_activities("network-development");
    scenario.arms = {control, program};
    const std::atomic<bool> stop = false;
    return run_comparison(prepare(std::move(scenario)), 1, stop, [](std::size_t, std::size_t) {});
}

}  // namespace

TEST_CASE("quantiles lie between the sorted values and leave out what is missing", "[report]") {
    const Spread spread = spread_of({4.0, no_value, 1.0, 3.0, 2.0, 5.0});
    CHECK(spread.count == 5);
    CHECK(spread.mean == 3.0);
    CHECK(spread.deviation == std::sqrt(2.5));
    CHECK(spread.q05 == 1.2);
    CHECK(spread.q25 == 2.0);
    CHECK(spread.q50 == 3.0);
    CHECK(spread.q95 == 4.8);
    CHECK(std::isnan(spread_of({no_value}).q50));
    CHECK(std::isnan(spread_of({2.0}).deviation));
}

TEST_CASE("a world whose reach is the threshold itself is mobilized", "[report]") {
    const Folder folder;
    Results results = some_results();
    results.mobilized_at = 0.25;
    std::vector<double>& reach = results.values[measure_index("reach")];
    std::fill(reach.begin(), reach.end(), 0.125);
    reach[5 - 1] = 0.25;  // the last of five moments of the first world
    const json mobilized = report_of(write_some(folder, results)).at("mobilized");
    CHECK(mobilized.at(0).at("mobilized") == 1);
    CHECK(mobilized.at(1).at("mobilized") == 0);
}

TEST_CASE("a long horizon is thinned evenly and keeps its first and last month", "[report]") {
    CHECK(months_to_show(5, 10) == std::vector<std::size_t>{0, 1, 2, 3, 4});
    CHECK(months_to_show(5, 5) == std::vector<std::size_t>{0, 1, 2, 3, 4});
    CHECK(months_to_show(7, 3) == std::vector<std::size_t>{0, 3, 6});
    CHECK(months_to_show(8, 3) == std::vector<std::size_t>{0, 3, 7});
    CHECK(months_to_show(1, 2) == std::vector<std::size_t>{0});
    for (const std::size_t months : {2U, 61U, 601U, 1201U}) {
        const auto shown = months_to_show(months, 200);
        CHECK(shown.size() <= 201);
        CHECK(shown.front() == 0);
        CHECK(shown.back() == months - 1);
    }
}

TEST_CASE("numbers of a report are those of the file and of its comparison", "[report]") {
    const Folder folder;
    const Results results = some_results();
    const json report = report_of(write_some(folder, results));
    CHECK(report.at("arms") == json(results.arms));
    CHECK(report.at("people") == 60);
    CHECK(report.at("failed") == 1);
    CHECK(report.at("moments") == json({0, 1, 2, 3, 4}));

    const std::size_t m = measure_index("reach");
    for (std::size_t arm = 0; arm < 3; ++arm) {
        for (std::int64_t month = 0; month <= 4; ++month) {
            std::vector<double> values;
            for (std::size_t r = 0; r < replicates; ++r) {
                if (arm != 0 || r != 1) {  // the failed run
                    values.push_back(results.at(m, arm, r, month));
                }
            }
            const Spread spread = spread_of(values);
            const json& series = named(report.at("measures"), "reach").at("series")[arm];
            const auto at = static_cast<std::size_t>(month);
            CHECK(same(series.at("mean")[at], spread.mean));
            CHECK(same(series.at("q05")[at], spread.q05));
            CHECK(same(series.at("q95")[at], spread.q95));
            CHECK(series.at("n")[at] == spread.count);
        }
    }
    const auto contrasts = compare_arms(results);
    REQUIRE(report.at("contrasts").size() == contrasts.size());
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
        const json& told = report.at("contrasts")[c];
        CHECK(told.at("measure") == measures()[contrasts[c].measure].name);
        CHECK(same(told.at("mean"), contrasts[c].difference.mean));
        CHECK(same(told.at("low"), contrasts[c].difference.low));
        CHECK(same(told.at("high"), contrasts[c].difference.high));
        CHECK(same(told.at("p_holm"), contrasts[c].p_holm));
    }
}

TEST_CASE("the last month of the differences over time has the comparison's interval", "[report]") {
    const Folder folder;
    const Results results = some_results();
    const json report = report_of(write_some(folder, results));
    std::size_t held = 0;
    for (const Contrast& contrast : compare_arms(results)) {
        if (measures()[contrast.measure].name != "result") {
            continue;
        }
        for (const json& difference : report.at("differences")) {
            if (difference.at("arm") == results.arms[contrast.arm] &&
                difference.at("against") == results.arms[contrast.against]) {
                ++held;
                CHECK(same(difference.at("mean")[4], contrast.difference.mean));
                CHECK(same(difference.at("low")[4], contrast.difference.low));
                CHECK(same(difference.at("high")[4], contrast.difference.high));
            }
        }
    }
    CHECK(held == 3);
}

TEST_CASE("nothing in a file can end the script that holds the numbers or begin another",
          "[report]") {
    const Folder folder;
    const json report = report_of(write_some(folder));
    const std::string page =
        report_page("<title>REPORT_TITLE</title><script id=\"data\">REPORT_DATA</script>", report);
    CHECK(page.find("<script") == page.rfind("<script"));
    CHECK(page.find("</script") == page.rfind("</script"));
    CHECK_THAT(page, ContainsSubstring("<title>A &lt;b&gt;small&lt;/b&gt; town&lt;/script&gt;"));
    const std::size_t begin = page.find('{');
    const json read = json::parse(page.substr(begin, page.rfind('}') + 1 - begin));
    CHECK(read == report);
    CHECK(read.at("title") == some_results().title);
}

TEST_CASE("a title that names the place of the data changes nothing", "[report]") {
    Results results = some_results();
    results.title = "REPORT_DATA and REPORT_TITLE";
    const Folder folder;
    const json report = report_of(write_some(folder, results));
    const std::string page =
        report_page("<title>REPORT_TITLE</title><script>REPORT_DATA</script>", report);
    const std::size_t begin = page.find("<script>") + 8;
    CHECK(json::parse(page.substr(begin, page.find("</script>") - begin)) == report);
}

TEST_CASE("parameters that differ from their default are told, with both values", "[report]") {
    const json settings = settings_as_json(
        "months = 60\n[dialogue]\nmu = 0.45\n[[program]]\narm = \"team\"\npreset = "
        "\"team-development\"\nbudget = 3.0\n");
    REQUIRE(settings.at("changed").size() == 1);
    CHECK(settings.at("changed")[0].at("key") == "dialogue.mu");
    CHECK(settings.at("changed")[0].at("value") == "0.45");
    CHECK(settings.at("changed")[0].at("initial") == "0.3");
    REQUIRE(settings.at("programs").size() == 2);
    CHECK(settings.at("programs")[1].at("budget") == 3.0);
    CHECK(settings.at("programs")[1].at("activities").size() > 0);
    CHECK_THAT(settings_as_json("dialogue.mew = 1\n").at("unread").get<std::string>(),
               ContainsSubstring("mew"));
}

TEST_CASE("a comparison keeps its first world's network before and after, and reads it back",
          "[report]") {
    const Results results = compared(60, 3);
    REQUIRE(results.networks.pictures.size() == 3);
    CHECK(results.networks.ids.size() == 60);
    CHECK(results.networks.pictures[0].month == 0);
    CHECK(results.networks.pictures[2].arm == "network-development");
    CHECK(results.networks.pictures[2].month == 3);

    const Folder folder;
    const json networks = report_document(write_some(folder, results)).at("networks");
    REQUIRE(networks.at("pictures").size() == 3);
    for (std::size_t n = 0; n < 3; ++n) {
        const NetworkPicture& picture = results.networks.pictures[n];
        const json& told = networks.at("pictures")[n];
        CHECK(told.at("culture") == json(picture.culture));
        CHECK(told.at("coalition") == json(picture.coalition));
        CHECK(told.at("degree") == json(picture.degree));
        REQUIRE(told.at("ties").size() == 2 * picture.ties.size());
        // All are drawn, so that ties seen from both ends are all there are.
        std::vector<std::int32_t> degree(60, 0);
        for (const NetworkPicture::Tie& tie : picture.ties) {
            ++degree[tie.low];
            ++degree[tie.high];
        }
        CHECK(degree == picture.degree);
        for (const json& x : told.at("x")) {
            CHECK(std::abs(x.get<int>()) <= 1000);
        }
    }
}

TEST_CASE("of a large network those nearest to the first person are drawn", "[report]") {
    std::vector<NewTie> ring;
    for (Person i = 0; i + 1 < 100; ++i) {
        ring.push_back(test::tie(i, i + 1));
    }
    ring.insert(ring.begin() + 1, test::tie(0, 99));
    const TieStore ties(100, ring);
    CHECK(people_to_draw(ties, 5) == std::vector<Person>{0, 1, 2, 98, 99});
    CHECK(people_to_draw(ties, 200).size() == 100);
    CHECK(people_to_draw(TieStore(4, std::vector<NewTie>{}), 3) == std::vector<Person>{0, 1, 2});
}

TEST_CASE("results that are damaged, empty or of another version are refused in a line",
          "[report]") {
    const Folder folder;
    const std::string whole = write_some(folder);
    const auto complaint = [](const std::string& path) {
        try {
            report_document(path);
        } catch (const InputError& error) {
            return std::string("input: ") + error.what();
        } catch (const FileError& error) {
            return std::string("file: ") + error.what();
        }
        return std::string("nothing");
    };
    std::ofstream(folder.file("empty.h5")).close();
    CHECK_THAT(complaint(folder.file("empty.h5")),
               ContainsSubstring("input: ") && ContainsSubstring("not HDF5"));
    CHECK_THAT(complaint(folder.file("none.h5")),
               ContainsSubstring("file: ") && ContainsSubstring("does not exist"));
    const auto size = fs::file_size(whole);
    for (const double part : {0.1, 0.5, 0.9}) {
        const std::string cut = folder.file("cut.h5");
        fs::copy_file(whole, cut, fs::copy_options::overwrite_existing);
        fs::resize_file(cut, static_cast<std::uintmax_t>(part * static_cast<double>(size)));
        CHECK_THAT(complaint(cut), ContainsSubstring("file: ") && ContainsSubstring("cut.h5"));
        CHECK(complaint(cut).find('\n') == std::string::npos);
    }

    const auto almost = [&](const std::string& name, std::int64_t format, bool sweep) {
        hdf5::Group root = hdf5::create_file(folder.file(name));
        root.set("format", format);
        root.set("scenario", "");
        root.write("arm", std::vector<std::string>{"control"});
        if (sweep) {
            root.write("point", std::vector<std::int64_t>{0});
        }
        hdf5::finish_file(root);
        return complaint(folder.file(name));
    };
    CHECK_THAT(almost("later.h5", 2, false),
               ContainsSubstring("input: ") && ContainsSubstring("has format 2"));
    CHECK_THAT(almost("sweep.h5", 1, true),
               ContainsSubstring("input: ") && ContainsSubstring("sweep"));
    CHECK_THAT(almost("hollow.h5", 1, false), ContainsSubstring("file: "));
}
