// What leaves the program as networks, from results files made by hand; that other tools open it is
// tested by tests/system/opens_in_network_tools.py.
#include "analysis/exports.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

#include "analysis/hdf5.hpp"
#include "analysis/results_file.hpp"
#include "analysis/snapshot_reader.hpp"
#include "analysis/tie_spells.hpp"
#include "analysis/xml_text.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

namespace {

struct Folder {
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "colead-test-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name) const { return (path / name).string(); }
    std::string read(const std::string& name) const {
        std::ifstream stream(path / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    fs::path path;
};

using TiesByMonth = std::vector<std::pair<std::int64_t, std::vector<NewTie>>>;

// A results file of four people whose ties are given month by month.
void write_months(const std::string& path, const TiesByMonth& months,
                  const std::vector<std::string>& ids = {"ann", "bob", "cy", "dan"}) {
    Results results;
    results.title = "Four";
    results.arms = {"control"};
    results.replicates = {3};
    results.months = 1;
    results.values.resize(measures().size());
    results.runs.resize(1);
    NetworkData network = people_with(4);
    network.ids = ids;
    ResultsFile file(path, false);
    file.name(
        {.community = {"here"}, .organization = {}, .team = {}, .culture = {"all"}, .sector = {}});
    for (const auto& [month, ties] : months) {
        network.ties = ties;
        const World world = world_with(network);
        file.keep({month, &world, &network});
    }
    file.finish(results, {}, {});
}

const TiesByMonth monthly = {{0, {tie(0, 1), tie(0, 2)}},
                             {1, {tie(0, 1), tie(1, 3)}},
                             {2, {{{0, 1}, 0.25F, 0.75F}, tie(0, 2)}}};

}  // namespace

TEST_CASE("a snapshot's ties are read back as they were, block by block") {
    const Folder folder;
    write_months(folder.file("x.h5"), monthly);
    const SnapshotReader reader(folder.file("x.h5"));
    CHECK(reader.months() == std::vector<std::int64_t>{0, 1, 2});
    CHECK(reader.replicate() == 3);
    const SnapshotPeople people = reader.people(2);
    CHECK(people.ids == std::vector<std::string>{"ann", "bob", "cy", "dan"});
    CHECK(people.columns.front().name == "community");
    CHECK(people.columns.front().text(3) == "here");
    CHECK(people.columns[1].text(0).empty());
    const TieStore ties = reader.ties(2, people.ids);
    CHECK(ties.ties() == 2);
    CHECK(ties.trust(0)[0] == 0.25F);
    CHECK(ties.trust(1)[0] == 0.75F);
    CHECK(ties.tied(0, 2));
    CHECK_FALSE(ties.tied(1, 3));
    // Who is not among the people cannot have a tie: bob and dan.
    CHECK_THROWS_AS(reader.ties(1, {"ann", "bob", "cy"}), FileError);
}

TEST_CASE("a snapshot's ties are found by ids that are numbers in no order") {
    const Folder folder;
    const std::vector<std::string> ids = {"30", "4", "100", "7"};
    write_months(folder.file("x.h5"), {{0, {{{0, 1}, 0.25F, 0.75F}, tie(1, 3)}}}, ids);
    const SnapshotReader reader(folder.file("x.h5"));
    CHECK(reader.people(0).ids == ids);
    const TieStore ties = reader.ties(0, ids);
    CHECK(ties.trust(0)[0] == 0.25F);
    CHECK(ties.trust(1)[0] == 0.75F);
    CHECK(ties.tied(1, 3));
    CHECK(ties.ties() == 2);
}

TEST_CASE("a spell lasts while its tie is in every snapshot, and a tie may have several") {
    const Folder folder;
    write_months(folder.file("x.h5"), monthly);
    const SnapshotReader reader(folder.file("x.h5"));
    const std::vector<TieSpell> spells = tie_spells(reader, reader.people(0).ids);
    std::vector<std::array<Person, 4>> found;
    for (const TieSpell& spell : spells) {
        found.push_back({spell.pair.low, spell.pair.high, spell.first, spell.last});
    }
    CHECK(found == std::vector<std::array<Person, 4>>{
                       {0, 1, 0, 2}, {0, 2, 0, 0}, {0, 2, 2, 2}, {1, 3, 1, 1}});
    CHECK(spells[0].trust_low == 0.25F);
    CHECK(spells[0].trust_high == 0.75F);

    CHECK(export_spells(folder.file("x.h5"), folder.file("s.csv"), false).empty());
    CHECK(folder.read("s.csv") ==
          "onset,terminus,tail,head,onset.censored,terminus.censored,duration,edge.id,"
          "ego,alter,last.absent,last.present\n"
          "0,3,1,2,TRUE,TRUE,3,1,ann,bob,,2\n"
          "0,1,1,3,TRUE,FALSE,1,2,ann,cy,,0\n"
          "2,3,1,3,FALSE,TRUE,1,2,ann,cy,1,2\n"
          "1,2,2,4,FALSE,FALSE,1,3,bob,dan,0,1\n");
}

TEST_CASE("where months are missing, spells are dated by the snapshots there are and it is told") {
    const Folder folder;
    write_months(folder.file("x.h5"), {{0, {tie(0, 1)}}, {12, {tie(0, 1), tie(2, 3)}}, {60, {}}});
    const ExportNotes notes = export_spells(folder.file("x.h5"), folder.file("s.csv"), false);
    REQUIRE(notes.size() == 1);
    CHECK_THAT(notes[0], ContainsSubstring("snapshots are of months 0, 12, 60 only"));
    CHECK_THAT(folder.read("s.csv"), ContainsSubstring("\n0,60,1,2,TRUE,FALSE,60,1,ann,bob,,12\n"
                                                       "12,60,3,4,FALSE,FALSE,48,2,cy,dan,0,12\n"));
    export_gexf(folder.file("x.h5"), folder.file("g.gexf"), false);
    const std::string gexf = folder.read("g.gexf");
    CHECK_THAT(gexf, ContainsSubstring("<spells><spell start=\"0\" end=\"12\"/></spells>"));
    CHECK_THAT(gexf, ContainsSubstring("of months 0, 12, 60 only"));
}

TEST_CASE("a month without a snapshot is refused with those there are") {
    const Folder folder;
    write_months(folder.file("x.h5"), {{0, {tie(0, 1)}}, {12, {tie(0, 1)}}});
    const auto to = [&](std::optional<std::int64_t> month) {
        export_graphml(folder.file("x.h5"), month, folder.file("x.graphml"), false);
    };
    CHECK_THROWS_WITH(to(7), ContainsSubstring("no snapshot of month 7; there are months 0, 12"));
    CHECK_THROWS_WITH(to(std::nullopt), ContainsSubstring("say which by --month"));
    CHECK_FALSE(fs::exists(folder.path / "x.graphml"));
    to(12);
    CHECK_THAT(
        folder.read("x.graphml"),
        ContainsSubstring("<edge source=\"ann\" target=\"bob\"><data key=\"trust\">0.5</data>"
                          "<data key=\"trust_back\">0.5</data></edge>\n</graph>"));
    CHECK_THROWS_WITH(to(12), ContainsSubstring("exists; --overwrite replaces it"));
}

TEST_CASE("a results file of a run exports as CSV with the people of its snapshots") {
    const Folder folder;
    write_months(folder.file("x.h5"), monthly);
    export_csv(folder.file("x.h5"), folder.file("csv"), false, 1);
    CHECK(folder.read("csv/ties_month_0001.csv") ==
          "ego,alter,trust\nann,bob,0.5\nbob,ann,0.5\nbob,dan,0.5\ndan,bob,0.5\n");
    CHECK_FALSE(fs::exists(folder.path / "csv/ties_month_0002.csv"));
    const std::string people = folder.read("csv/people_month_0001.csv");
    CHECK_THAT(people, ContainsSubstring("\nbob,here,,,all,"));
    // Degree, betweenness, its error, core, pagerank of the middle of a line of three, clustering.
    CHECK_THAT(people, ContainsSubstring(",2,1,0,1,"));
    CHECK_THAT(people, ContainsSubstring(",0,0,0,0,"));
}

TEST_CASE("XML holds every text but control characters") {
    CHECK(xml_text("a<b>&\"c\"\n\xC3\xAB") == "a&lt;b&gt;&amp;&quot;c&quot;&#10;\xC3\xAB");
    CHECK_THROWS_AS(xml_text("a\x01"), InputError);
}
