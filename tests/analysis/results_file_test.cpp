#include "analysis/results_file.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>

#include "analysis/exports.hpp"
#include "analysis/hdf5.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

using namespace colead;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

// A folder of its own for each test, removed at the end.
struct Folder {
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "colead-test-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name) const { return (path / name).string(); }
    std::size_t entries() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }
    fs::path path;
};

std::string content(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_text(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

// Numbers that no short decimal stands for, and one that is missing.
Results some_results(std::size_t replicates = 2, std::int64_t months = 3) {
    Results results;
    results.title = "Lawrence, \xC3\xA0 la carte";
    results.arms = {"control", "leader-development", "network-development"};
    results.months = months;
    results.communities = {"North, side", "South"};
    results.groups = {"one", "two", "three"};
    for (std::size_t r = 0; r < replicates; ++r) {
        results.replicates.push_back(static_cast<std::uint32_t>(r));
    }
    for (std::size_t m = 0; m < measures().size(); ++m) {
        std::vector<double> values(3 * replicates * static_cast<std::size_t>(months + 1) *
                                   results.extent(measures()[m]));
        for (std::size_t k = 0; k < values.size(); ++k) {
            values[k] = std::sin(static_cast<double>(k + 17 * m)) / 3.0;
        }
        values[1] = no_value;
        results.values.push_back(std::move(values));
    }
    results.runs.assign(3 * replicates, RunRecord{7, true, "", 0.5});
    results.runs[1].done = false;
    results.runs[1].message = "the \"reason\", in words";
    return results;
}

const Provenance provenance{.scenario = "months = 3\n",
                            .command_line = "colead compare x",
                            .date = "2026-01-01T00:00:00Z",
                            .seed = 7,
                            .threads = 2};

void write(const std::string& path, bool overwrite = false,
           const Results& results = some_results()) {
    write_results(path, overwrite, results, compare_arms(results), provenance);
}

// What the function throws, as text; "" when it throws nothing.
template <class Error, class Function>
std::string complaint(Function&& function) {
    try {
        function();
    } catch (const Error& error) {
        const std::string message = error.what();
        CHECK(message.find('\n') == std::string::npos);
        return message;
    }
    return "";
}

// While it lives, no file may grow beyond so many bytes: a full disk, as far as a writer can tell.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit before_{};
    void (*handler_)(int);
};

}  // namespace

TEST_CASE("A results file holds its values, dimensions, units and provenance") {
    const Folder folder;
    const std::string path = folder.file("new/folders/x.h5");
    const Results results = some_results();
    write(path);
    CHECK(fs::file_size(path) > 0);

    const hdf5::Group root = hdf5::open_file(path);
    CHECK(root.text("title") == results.title);
    CHECK(root.text("scenario") == provenance.scenario);
    CHECK(root.text("date") == provenance.date);
    CHECK(root.whole_number("seed") == 7);
    CHECK(root.whole_number("format") == 1);
    CHECK(root.whole_number("host_threads") == 2);
    for (const char* name : {"version", "commit", "compiler", "command_line"}) {
        CHECK_FALSE(root.text(name).empty());
    }
    CHECK(root.dataset("arm").read<std::string>() == results.arms);
    CHECK(root.dataset("month").read<std::int64_t>() == std::vector<std::int64_t>{0, 1, 2, 3});
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const Measure& measure = measures()[m];
        const hdf5::Dataset dataset = root.dataset(std::string(measure.name));
        std::vector<std::string> dimensions = {"arm", "replicate", "month"};
        if (measure.along != Along::nothing) {
            dimensions.emplace_back(measure.along == Along::community ? "community" : "group");
        }
        CHECK(dataset.dimensions() == dimensions);
        CHECK(dataset.text("units") == measure.units);
        CHECK(dataset.text("long_name") == measure.long_name);
        CHECK(dataset.text("description") == measure.description);
        CHECK_FALSE(dataset.text("level").empty());
        const std::vector<double> values = dataset.read<double>();
        REQUIRE(values.size() == results.values[m].size());
        CHECK(std::isnan(values[1]));
        CHECK(std::equal(values.begin() + 2, values.end(), results.values[m].begin() + 2));
    }
    const auto contrasts = compare_arms(results);
    CHECK(root.group("comparison").dataset("mean").shape() == hdf5::Shape{contrasts.size()});
    CHECK(root.group("runs").dataset("status").read<std::int64_t>() ==
          std::vector<std::int64_t>{0, 1, 0, 0, 0, 0});
}

TEST_CASE("The same results make the same file, byte for byte") {
    const Folder folder;
    write(folder.file("a.h5"));
    write(folder.file("b.h5"));
    CHECK(content(folder.file("a.h5")) == content(folder.file("b.h5")));
}

TEST_CASE("An existing file is refused and unchanged, and replaced when asked") {
    const Folder folder;
    const std::string path = folder.file("x.h5");
    write_text(path, "precious");
    const std::string expected = "'" + path + "' exists; --overwrite replaces it";
    CHECK(complaint<FileError>([&] { check_output(path, false); }) == expected);
    CHECK(complaint<FileError>([&] { write(path); }) == expected);
    CHECK(content(path) == "precious");
    check_output(path, true);
    CHECK(content(path) == "precious");
    write(path, true);
    CHECK(content(path) != "precious");
    CHECK(folder.entries() == 1);
}

TEST_CASE("Where nothing can be written is found out before any work is done") {
    const Folder folder;
    write_text(folder.file("plain"), "");
    const auto refusal = [&](const std::string& path) {
        return complaint<FileError>([&] { check_output(path, true); });
    };
    CHECK_THAT(refusal(folder.file("plain/x.h5")), ContainsSubstring("cannot be written"));
    CHECK_THAT(refusal(folder.path.string()), ContainsSubstring("it is a folder"));
    CHECK_THAT(refusal(folder.file("new/")), ContainsSubstring("it is a folder"));
    CHECK_THAT(refusal("/dev/null"), ContainsSubstring("not an ordinary file"));
    CHECK_THAT(refusal(""), ContainsSubstring("empty"));
    CHECK_THAT(refusal(folder.file(std::string(300, 'x'))), ContainsSubstring("too long"));
    if (::geteuid() != 0) {
        fs::create_directory(folder.path / "closed");
        fs::permissions(folder.path / "closed", fs::perms::owner_read | fs::perms::owner_exec);
        CHECK_THAT(refusal(folder.file("closed/x.h5")), ContainsSubstring("Permission denied"));
        fs::remove(folder.path / "closed");
    }
    check_output(folder.file("fine.h5"), false);
    CHECK(folder.entries() == 1);
}

TEST_CASE("A disk that fills up leaves nothing behind and an earlier file as it was") {
    const Folder folder;
    const std::string path = folder.file("x.h5");
    write_text(path, "precious");
    const Results results = some_results(100, 60);
    for (const rlim_t bytes : {rlim_t{0}, rlim_t{1000}, rlim_t{100'000}}) {
        std::string message;
        {
            const FullDisk full(bytes);
            message = complaint<FileError>([&] { write(path, true, results); });
        }
        CHECK_THAT(message, ContainsSubstring("'" + path + "' cannot be written: "));
        CHECK(content(path) == "precious");
        CHECK(folder.entries() == 1);
    }
    // And the library still works.
    write(path, true, results);
    CHECK(hdf5::open_file(path).whole_number("format") == 1);
}

TEST_CASE("CSV holds every value so that it reads back exactly") {
    const Folder folder;
    const Results results = some_results();
    write(folder.file("x.h5"));
    export_csv(folder.file("x.h5"), folder.file("csv"), false);

    std::istringstream rows(content(folder.file("csv/result_by_community.csv")));
    std::string row;
    std::getline(rows, row);
    CHECK(row == "arm,replicate,month,community,value");
    const std::vector<double>& values = results.values[measure_index("result_by_community")];
    std::size_t k = 0;
    for (; std::getline(rows, row); ++k) {
        REQUIRE(k < values.size());
        const std::string value = row.substr(row.rfind(',') + 1);
        if (k == 0) {
            CHECK(row.starts_with("control,0,0,\"North, side\","));
        }
        if (k + 1 == values.size()) {
            CHECK(row.starts_with("network-development,1,3,South,"));
        }
        if (std::isnan(values[k])) {
            CHECK(value.empty());
        } else {
            CHECK(std::stod(value) == values[k]);
        }
    }
    CHECK(k == values.size());

    const std::string runs = content(folder.file("csv/runs.csv"));
    CHECK(runs.starts_with("arm,replicate,seed,status,message,seconds\ncontrol,0,7,0,,0.5\n"));
    CHECK_THAT(runs, ContainsSubstring("control,1,7,1,\"the \"\"reason\"\", in words\",0.5\n"));
    CHECK(content(folder.file("csv/comparison.csv"))
              .starts_with("measure,arm,against,month,n,mean,low,high,p,p_holm,variance_reduction\n"
                           "result,leader-development,control,3,"));
}

TEST_CASE("CSV files are not overwritten unless asked, and none is written when one exists") {
    const Folder folder;
    write(folder.file("x.h5"));
    fs::create_directory(folder.path / "csv");
    write_text(folder.file("csv/runs.csv"), "precious");
    CHECK_THAT(
        complaint<FileError>([&] { export_csv(folder.file("x.h5"), folder.file("csv"), false); }),
        ContainsSubstring("runs.csv' exists; --overwrite replaces it"));
    CHECK(content(folder.file("csv/runs.csv")) == "precious");
    CHECK(std::distance(fs::directory_iterator(folder.path / "csv"), fs::directory_iterator()) ==
          1);
    export_csv(folder.file("x.h5"), folder.file("csv"), true);
    CHECK(content(folder.file("csv/runs.csv")) != "precious");
}

TEST_CASE("What is no results file, or a damaged one, is refused in one line") {
    const Folder folder;
    const auto export_it = [&] { export_csv(folder.file("x.h5"), folder.file("csv"), false); };
    CHECK_THAT(complaint<FileError>(export_it), ContainsSubstring("does not exist"));
    fs::create_directory(folder.path / "x.h5");
    CHECK_THAT(complaint<FileError>(export_it), ContainsSubstring("is a folder"));
    fs::remove(folder.path / "x.h5");
    write_text(folder.file("x.h5"), "ego,alter\n1,2\n");
    CHECK_THAT(complaint<InputError>(export_it), ContainsSubstring("is not a results file"));

    {
        hdf5::Group root = hdf5::create_file(folder.file("x.h5"));
        root.write("column", std::vector<double>{1.0, 2.0});
        hdf5::finish_file(root);
    }
    CHECK_THAT(complaint<InputError>(export_it), ContainsSubstring("is not a results file"));

    write(folder.file("x.h5"), true);
    const auto length = fs::file_size(folder.path / "x.h5");
    for (const auto kept : {length - 1, length / 2, length / 10}) {
        fs::resize_file(folder.path / "x.h5", kept);
        CHECK_THAT(complaint<FileError>(export_it), ContainsSubstring("cannot be read: "));
    }
    CHECK_FALSE(fs::exists(folder.path / "csv"));
}

TEST_CASE("A snapshot holds people by the users' ids and every tie in both directions") {
    World world;
    auto frame = std::make_shared<Frame>();
    frame->issues.names = {"housing", "schools"};
    world.frame = frame;
    world.month = 126;
    world.people = Population(3, 2);
    world.people.coalition.assign(3, nobody);
    world.people.trained.assign(3, never_trained);
    world.people.trained[1] = 122;
    world.people.commitment[2] = 0.75F;
    world.people.concern_of(1)[0] = 0.25F;
    world.people.concern_of(1)[1] = 0.5F;
    const std::vector<NewTie> ties = {{{0, 2}, 0.125F, 0.25F}, {{1, 2}, 0.5F, 0.625F}};
    world.ties = TieStore(3, ties);
    world.organizations.capacity = {0.25F, 0.5F};
    world.organizations.output.resize(2);
    world.organizations.output[1].fill(0.125F);
    NetworkData network;
    const bool numbered = GENERATE(true, false);
    network.ids = numbered ? std::vector<std::string>{"-4", "7", "19"}
                           : std::vector<std::string>{"007", "ann", "zo\xC3\xAB"};

    const Folder folder;
    const Results results = some_results();
    ResultsFile file(folder.file("x.h5"), false);
    file.name({.community = {"here"}, .organization = {}, .team = {}, .culture = {}, .sector = {}});
    file.keep({6, &world, &network});
    file.finish(results, {}, provenance);
    const hdf5::Group root = hdf5::open_file(folder.file("x.h5"));
    CHECK(root.group("names").dataset("community").read_as_text() ==
          std::vector<std::string>{"here"});
    CHECK(root.group("names").dataset("community").is_scale());
    CHECK_FALSE(root.group("names").contains("team"));
    const hdf5::Group month = root.group("snapshots").group("month_0006");
    const hdf5::Group organizations = month.group("organizations");
    CHECK(organizations.dataset("capacity").dimensions() ==
          std::vector<std::string>{"organization"});
    CHECK(organizations.dataset("capacity").read<double>() == std::vector<double>{0.25, 0.5});
    CHECK(organizations.dataset("performance").read<double>() == std::vector<double>{0.0, 1.5});
    const hdf5::Group people = month.group("people");
    CHECK(people.dataset("id").read_as_text() == network.ids);
    CHECK(people.dataset("commitment").dimensions() == std::vector<std::string>{"id"});
    CHECK(people.dataset("commitment").read<double>() == std::vector<double>{0, 0, 0.75});
    CHECK(people.dataset("trained").read<std::int64_t>() == std::vector<std::int64_t>{-1, 2, -1});
    CHECK(people.dataset("concern").shape() == hdf5::Shape{3, 2});
    CHECK(people.dataset("concern").dimensions() == std::vector<std::string>{"id", "factor"});
    CHECK(people.dataset("concern").read<double>()[2] == 0.25);
    CHECK(people.dataset("concern").read<double>()[3] == 0.5);
    for (const char* name : {"community",
                             "organization",
                             "team",
                             "culture",
                             "sector",
                             "rank",
                             "skill",
                             "clarity",
                             "openness",
                             "connecting",
                             "organizing",
                             "systems_thinking",
                             "bridging",
                             "learning",
                             "target",
                             "acting",
                             "coalition",
                             "intention",
                             "mental_model",
                             "skill_baseline",
                             "clarity_baseline",
                             "openness_baseline",
                             "learning_baseline"}) {
        CHECK(people.contains(name));
    }
    const hdf5::Group both = month.group("ties");
    const std::vector<std::string> egos = {network.ids[0], network.ids[1], network.ids[2],
                                           network.ids[2]};
    const std::vector<std::string> alters = {network.ids[2], network.ids[2], network.ids[0],
                                             network.ids[1]};
    CHECK(both.dataset("ego").read_as_text() == egos);
    CHECK(both.dataset("alter").read_as_text() == alters);
    CHECK(both.dataset("trust").read<double>() == std::vector<double>{0.125, 0.5, 0.25, 0.625});
}

TEST_CASE("Chunks are whole when small and at most 256 KiB when large") {
    CHECK(hdf5::chunk_for({3, 100, 61}, 8) == hdf5::Shape{3, 100, 61});
    CHECK(hdf5::chunk_for({1}, 8) == hdf5::Shape{1});
    for (const hdf5::Shape& shape : {hdf5::Shape{3, 1000, 61, 38}, hdf5::Shape{10'000'000}}) {
        std::size_t values = 1;
        for (const std::size_t extent : hdf5::chunk_for(shape, 8)) {
            values *= extent;
        }
        CHECK(values * 8 <= 256 * 1024);
        CHECK(values * 8 >= 64 * 1024);
    }
}
