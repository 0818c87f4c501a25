// A network from files: ties and people, who may stand in the same file. People are numbered ascending
// by id, or where they are many by who is tied to whom (scenarios/locality.hpp), so that nothing depends
// on the order of lines. Whatever is left out, merged or taken for granted is counted in a note.

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "scenarios/locality.hpp"
#include "scenarios/network_data.hpp"
#include "scenarios/network_file.hpp"
#include "scenarios/network_ties.hpp"
#include "scenarios/people_columns.hpp"
#include "scenarios/people_file.hpp"
#include "scenarios/people_positions.hpp"
#include "scenarios/people_state.hpp"
#include "scenarios/people_table.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/tie_merging.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Rows = std::vector<std::uint32_t>;

void check_request(const NetworkFiles& files, int factors) {
    if (files.ties.empty()) {
        throw InputError("network.ties: no file is given");
    }
    for (const auto& [column, theirs] : files.columns) {
        if (!is_tie_column(column)) {
            check_people_column("network.columns", column, factors);
        }
    }
    for (const auto& [column, value] : files.only) {
        check_people_column("network.only", column, factors);
    }
}

// An edge list has ids alone: nothing of people can be asked of it.
void check_people_are_listed(const NetworkFiles& files, const RawNetwork& ties) {
    const bool asks_columns = std::any_of(files.columns.begin(), files.columns.end(),
                                          [](const auto& e) { return !is_tie_column(e.first); });
    if (files.people.empty() && !ties.lists_people && (asks_columns || !files.only.empty())) {
        throw InputError(std::string("network.") + (asks_columns ? "columns" : "only") +
                         " wants network.people_file, which is not given");
    }
}

std::string unused_columns(const std::string& file, const std::vector<std::string>& columns) {
    const std::vector<std::string_view> names(columns.begin(), columns.end());
    return fmt::format("{} of {} not used: {}", names.size() == 1 ? "column" : "columns", file,
                       listed(names, names.size()));
}

void note_people(const PeopleTable& table, const Rows& rows, std::vector<std::string>& notes) {
    if (rows.size() < table.size()) {
        notes.push_back("network.only keeps " + std::to_string(rows.size()) + " of " +
                        counted(table.size(), "person", "people"));
    }
    if (!table.unused().empty()) {
        notes.push_back(unused_columns(table.name(), table.unused()));
    }
}

void note_lines(const RawNetwork& raw, const TakenTies& taken, const std::string& people_file,
                std::vector<std::string>& notes) {
    const std::string file = file_name(raw.people.path);
    notes.insert(notes.end(), raw.notes.begin(), raw.notes.end());
    if (!raw.unused_tie_columns.empty()) {
        notes.push_back(unused_columns(file, raw.unused_tie_columns));
    }
    if (taken.not_kept > 0) {
        notes.push_back(counted(taken.not_kept, "line", "lines") + " of " + file +
                        " left out with people whom network.only leaves out");
    }
    if (taken.without_row > 0) {
        const bool one = taken.ends_without_row == 1;
        notes.push_back(counted(taken.ends_without_row, "tie end", "tie ends") + " in " + file +
                        (one ? " has" : " have") + " no row in " + people_file + ": " +
                        counted(taken.without_row, "line", "lines") + " left out");
    }
    if (taken.alone_without_row > 0) {
        notes.push_back(counted(taken.alone_without_row, "person", "people") + " without ties in " +
                        file + " and without a row in " + people_file + " left out");
    }
    if (taken.self_ties > 0) {
        notes.push_back(counted(taken.self_ties, "self-tie", "self-ties") + " left out");
    }
    if (!taken.weights.empty()) {
        notes.push_back(taken.weights);
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
        return;
    }
    if (merged.neither_given > 0) {
        notes.push_back(counted(merged.neither_given, "tie has", "ties have") +
                        " no trust given: network.trust for both ends");
    }
    if (merged.as_other_end > 0) {
        notes.push_back(counted(merged.as_other_end, "tie has", "ties have") +
                        " trust given for one end: the same for the other");
    }
    if (merged.one_way_as_default > 0) {
        notes.push_back(counted(merged.one_way_as_default, "tie has", "ties have") +
                        " trust given for one end: network.trust for the other");
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

}  // namespace

NetworkData read_network(const NetworkFiles& files, const NetworkParameters& parameters,
                         int factors, std::uint64_t seed) {
    check_request(files, factors);
    const RawNetwork raw = read_network_file(files, parameters.format);
    check_people_are_listed(files, raw);
    // People have a file of their own, or else they stand in the one of ties.
    const bool own_file = !files.people.empty();
    const RawPeople listed_people =
        own_file ? read_people_file(files.people, files.columns) : RawPeople();
    const PeopleTable table(own_file ? listed_people : raw.people,
                            own_file ? no_column : raw.id_column, files.columns, factors);
    const Rows rows = table.rows(files.only);
    NetworkData network;
    for (const std::uint32_t row : rows) {
        network.ids.emplace_back(table.ids()[row]);
    }
    const std::vector<std::string_view> names = raw.people.fields(raw.id_column);
    TakenTies taken = take_ties(
        raw, own_file ? people_called(names, table, rows) : people_of_rows(table.size(), rows),
        names, table, parameters);
    read_positions(table, rows, parameters.sectors, seed, network);
    network.state = read_state(table, rows, factors, network.notes);
    MergedTies merged =
        merge(std::move(taken.arcs), raw.directed, static_cast<float>(parameters.trust));
    if (raw.ties.empty()) {
        throw InputError(files.ties + ": no ties in the file");
    }
    if (merged.ties.empty()) {
        throw InputError(files.ties + ": none of " + counted(taken.lines, "line", "lines") +
                         " ties two people who are kept");
    }
    network.ties = std::move(merged.ties);

    // What was read comes first, then what was left out, last what was taken for granted.
    std::vector<std::string> notes = {summary(network)};
    note_people(table, rows, notes);
    note_lines(raw, taken, table.name(), notes);
    note_merging(merged, taken.has_trust, notes);
    note_ties(network, notes);
    std::move(network.notes.begin(), network.notes.end(), std::back_inserter(notes));
    std::transform(notes.begin(), notes.end(), notes.begin(),
                   [](const std::string& note) { return one_line(note); });
    network.notes = std::move(notes);
    if (network.people() > most_in_order_of_ids) {
        renumber(network, order_by_ties(network.people(), network.ties));
    }
    return network;
}

}  // namespace colead
