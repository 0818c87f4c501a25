// A network from files: people (if there is a file of them) and ties. People are numbered ascending
// by id, so that nothing depends on the order of lines. Whatever is left out, merged or taken for
// granted is counted in a note.

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "agents/purpose.hpp"
#include "scenarios/network_data.hpp"
#include "scenarios/people_columns.hpp"
#include "scenarios/people_file.hpp"
#include "scenarios/people_state.hpp"
#include "scenarios/ties_file.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr std::size_t most_cultures_or_sectors = 256;

void check_request(const NetworkFiles& files, int factors) {
    if (files.ties.empty()) {
        throw InputError("network.ties: no file is given");
    }
    if (files.ties.ends_with(".graphml")) {
        throw InputError("network.ties: GraphML is not read; give a text file ego,alter[,trust]");
    }
    for (const auto& [column, theirs] : files.columns) {
        check_people_column("network.columns", column, factors);
    }
    for (const auto& [column, value] : files.only) {
        check_people_column("network.only", column, factors);
    }
    if (files.people.empty() && !(files.columns.empty() && files.only.empty())) {
        throw InputError(std::string("network.") + (files.columns.empty() ? "only" : "columns") +
                         " wants network.people_file, which is not given");
    }
}

// The people of one column: its categories, those with an empty field in one called "unknown".
Categories with_unknown(const PeopleFile& file, const std::string& column, const Rows& rows,
                        std::vector<std::string>& notes) {
    Categories categories = categorize(*file.find(column), rows);
    if (categories.empty == 0) {
        return categories;
    }
    const auto found = std::find(categories.names.begin(), categories.names.end(), "unknown");
    const auto unknown = static_cast<std::uint32_t>(found - categories.names.begin());
    if (found == categories.names.end()) {
        categories.names.emplace_back("unknown");
    }
    std::replace(categories.of.begin(), categories.of.end(), unaffiliated, unknown);
    notes.push_back(counted(categories.empty, "person", "people") + " without " + column +
                    ": put under \"unknown\"");
    return categories;
}

std::vector<std::uint8_t> as_bytes(const PeopleFile& file, const std::string& column,
                                   const Categories& categories) {
    if (categories.names.size() > most_cultures_or_sectors) {
        throw InputError(file.path() + ": " + std::to_string(categories.names.size()) +
                         " different values of " + column + ", at most " +
                         std::to_string(most_cultures_or_sectors) + " are possible");
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(categories.of.size());
    for (const std::uint32_t category : categories.of) {
        bytes.push_back(static_cast<std::uint8_t>(category));
    }
    return bytes;
}

void read_circles(const PeopleFile* file, const Rows& rows, NetworkData& network) {
    if (file != nullptr && file->find("community") != nullptr) {
        Categories communities = with_unknown(*file, "community", rows, network.notes);
        network.community = std::move(communities.of);
        network.community_names = std::move(communities.names);
    } else {
        network.community.assign(rows.size(), 0);
        network.community_names = {"all"};
        network.notes.emplace_back("no community given: one of everyone, called \"all\"");
    }
    const auto read = [&](const char* column, std::vector<std::uint32_t>& of,
                          std::vector<std::string>& names, std::size_t& count) {
        if (file == nullptr || file->find(column) == nullptr) {
            of.assign(rows.size(), unaffiliated);
            network.notes.push_back(std::string("no ") + column + " given: nobody is in one");
            return;
        }
        Categories circles = categorize(*file->find(column), rows);
        of = std::move(circles.of);
        count = circles.names.size();
        names = std::move(circles.names);
        if (circles.empty > 0) {
            network.notes.push_back(counted(circles.empty, "person is", "people are") + " in no " +
                                    column);
        }
    };
    read("organization", network.organization, network.organization_names, network.organizations);
    read("team", network.team, network.team_names, network.teams);
}

void read_culture(const PeopleFile* file, const Rows& rows, NetworkData& network) {
    if (file == nullptr || file->find("culture") == nullptr) {
        network.culture.assign(rows.size(), 0);
        network.group_names = {"all"};
        network.notes.emplace_back(
            "no culture given: one group of everyone, so that disparity between groups is not "
            "measured");
        return;
    }
    Categories cultures = with_unknown(*file, "culture", rows, network.notes);
    network.culture = as_bytes(*file, "culture", cultures);
    network.group_names = std::move(cultures.names);
}

void read_sector(const PeopleFile* file, const Rows& rows, std::int64_t sectors, std::uint64_t seed,
                 NetworkData& network) {
    if (file != nullptr && file->find("sector") != nullptr) {
        Categories sectors_given = with_unknown(*file, "sector", rows, network.notes);
        network.sector = as_bytes(*file, "sector", sectors_given);
        network.sector_names = std::move(sectors_given.names);
        return;
    }
    const Draws draws(seed, 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const DrawBlock luck = draw(draws, 0, Purpose::network, static_cast<Person>(i));
        network.sector.push_back(
            static_cast<std::uint8_t>(below(luck[0], static_cast<std::uint32_t>(sectors))));
    }
    network.notes.push_back("no sector given: each person drawn into one of " +
                            std::to_string(sectors));
}

void read_rank(const PeopleFile* file, const Rows& rows, NetworkData& network) {
    if (file == nullptr || file->find("rank") == nullptr) {
        network.rank.assign(rows.size(), 0.0F);
        network.notes.emplace_back("no rank given: 0 for everyone");
        return;
    }
    network.rank = shares(*file, "rank", rows, 0.0F);
    const PeopleFile::Fields& fields = *file->find("rank");
    const auto empty = std::count_if(rows.begin(), rows.end(),
                                     [&](std::uint32_t row) { return fields[row].empty(); });
    if (empty > 0) {
        network.notes.push_back(counted(static_cast<std::size_t>(empty), "person", "people") +
                                " without rank: 0");
    }
}

// People of a people file under their ids; those whom network.only leaves out as nobody.
PeopleById by_id(const PeopleFile& file, const Rows& rows) {
    PeopleById people;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        people.find_or_add(file.ids()[rows[i]], static_cast<Person>(i));
    }
    for (const std::string_view id : file.ids()) {
        people.find_or_add(id, nobody);
    }
    return people;
}

// People whom only ties name were numbered as they came; now ascending by id.
std::vector<std::string> number_by_id(const PeopleById& people, std::vector<Arc>& arcs) {
    std::vector<std::string> ids;
    std::vector<Person> number(people.size());
    for (const std::uint32_t n : ascending(people.ids())) {
        number[n] = static_cast<Person>(ids.size());
        ids.emplace_back(people.ids()[n]);
    }
    for (Arc& arc : arcs) {
        arc = {number[arc.ego], number[arc.alter], arc.trust};
    }
    return ids;
}

std::string unused_columns(const std::string& file, const std::vector<std::string>& columns) {
    const std::vector<std::string_view> names(columns.begin(), columns.end());
    return (names.size() == 1 ? "column of " : "columns of ") + file +
           " not used: " + listed(names, names.size());
}

void note_people(const PeopleFile& file, const Rows& rows, std::vector<std::string>& notes) {
    if (rows.size() < file.size()) {
        notes.push_back("network.only keeps " + std::to_string(rows.size()) + " of " +
                        counted(file.size(), "person", "people"));
    }
    if (!file.unused().empty()) {
        notes.push_back(unused_columns(file.name(), file.unused()));
    }
}

void note_lines(const TieLines& read, const std::string& file, const std::string& people_file,
                std::vector<std::string>& notes) {
    if (!read.unused.empty()) {
        notes.push_back(unused_columns(file, read.unused));
    }
    if (read.not_kept > 0) {
        notes.push_back(counted(read.not_kept, "line", "lines") + " of " + file +
                        " left out with people whom network.only leaves out");
    }
    if (read.without_row > 0) {
        const bool one = read.ends_without_row == 1;
        notes.push_back(counted(read.ends_without_row, "tie end", "tie ends") + " in " + file +
                        (one ? " has" : " have") + " no row in " + people_file + ": " +
                        counted(read.without_row, "line", "lines") + " left out");
    }
    if (read.self_ties > 0) {
        notes.push_back(counted(read.self_ties, "self-tie", "self-ties") + " left out");
    }
}

void note_merging(const MergedTies& merged, bool has_trust, std::vector<std::string>& notes) {
    if (merged.both_ways > 0) {
        notes.push_back(counted(merged.both_ways, "tie", "ties") + " listed both ways");
    }
    if (merged.repeated_lines > 0) {
        notes.push_back(counted(merged.repeated_lines, "line repeats", "lines repeat") +
                        " a tie in the same direction: merged, with the mean of their trust");
    }
    if (!has_trust) {
        notes.emplace_back("no trust given: network.trust for every tie");
    } else if (merged.as_other_end > 0) {
        notes.push_back(counted(merged.as_other_end, "tie has", "ties have") +
                        " trust given for one end: the same for the other");
    }
}

void note_ties(const NetworkData& network, std::vector<std::string>& notes) {
    std::vector<bool> tied(network.people());
    std::size_t between = 0;
    for (const NewTie& tie : network.ties) {
        tied[tie.pair.low] = true;
        tied[tie.pair.high] = true;
        between += network.community[tie.pair.low] != network.community[tie.pair.high] ? 1 : 0;
    }
    const auto alone = static_cast<std::size_t>(std::count(tied.begin(), tied.end(), false));
    if (alone > 0) {
        notes.push_back(counted(alone, "person has", "people have") + " no tie");
    }
    if (network.community_names.size() > 1) {
        notes.push_back(counted(between, "tie", "ties") + " between communities");
    }
}

std::string summary(const NetworkData& network) {
    return counted(network.people(), "person", "people") + ", " +
           counted(network.ties.size(), "tie", "ties") + ", " +
           counted(network.community_names.size(), "community", "communities") + ", " +
           counted(network.group_names.size(), "group", "groups") + ", " +
           counted(network.organizations, "organization", "organizations") + ", " +
           counted(network.teams, "team", "teams");
}

void read_positions_and_state(const PeopleFile* file, const Rows& rows, std::int64_t sectors,
                              int factors, std::uint64_t seed, NetworkData& network) {
    read_circles(file, rows, network);
    read_culture(file, rows, network);
    read_sector(file, rows, sectors, seed, network);
    read_rank(file, rows, network);
    if (file != nullptr) {
        network.state = read_state(*file, rows, factors, network.notes);
    }
}

}  // namespace

NetworkData read_network(const NetworkFiles& files, const NetworkParameters& parameters,
                         int factors, std::uint64_t seed) {
    check_request(files, factors);
    NetworkData network;
    std::optional<PeopleFile> file;
    Rows rows;
    PeopleById people;
    if (!files.people.empty()) {
        file.emplace(files.people, files.columns, factors);
        rows = file->rows(files.only);
        people = by_id(*file, rows);
        for (const std::uint32_t row : rows) {
            network.ids.emplace_back(file->ids()[row]);
        }
    }
    DelimitedText ties_text(files.ties);
    const std::string people_name = file ? file->name() : "";
    TieLines read = read_tie_lines(ties_text, people_name,
                                   parameters.oddities == NetworkParameters::skip, people);
    if (!file) {
        network.ids = number_by_id(people, read.arcs);
        rows.resize(network.ids.size());
    }
    read_positions_and_state(file ? &*file : nullptr, rows, parameters.sectors, factors, seed,
                             network);
    MergedTies merged = merge(std::move(read.arcs), static_cast<float>(parameters.trust));
    if (merged.ties.empty()) {
        throw InputError(files.ties + ": none of " + counted(read.lines, "line", "lines") +
                         " ties two people who are kept");
    }
    network.ties = std::move(merged.ties);

    // What was read comes first, then what was left out, last what was taken for granted.
    std::vector<std::string> notes = {summary(network)};
    if (file) {
        note_people(*file, rows, notes);
    }
    note_lines(read, ties_text.name(), people_name, notes);
    note_merging(merged, read.has_trust, notes);
    note_ties(network, notes);
    std::move(network.notes.begin(), network.notes.end(), std::back_inserter(notes));
    network.notes = std::move(notes);
    return network;
}

}  // namespace colead
