#include "scenarios/ties_file.hpp"

#include <algorithm>
#include <array>

#include "scenarios/delimited.hpp"
#include "scenarios/people_by_id.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 6> ego_names = {"ego", "source", "from",
                                                       "i",   "id1",    "sender"};
constexpr std::array<std::string_view, 6> alter_names = {"alter", "target", "to",
                                                         "j",     "id2",    "receiver"};

// Where a line has what.
struct Layout {
    std::size_t ego = no_column;
    std::size_t alter = no_column;
    std::size_t trust = no_column;
    bool header = false;
};

std::size_t place_of(Names fields, Names names) {
    const auto named = [&](std::string_view field) {
        return std::find(names.begin(), names.end(), lower_case(field)) != names.end();
    };
    const auto found = std::find_if(fields.begin(), fields.end(), named);
    return found == fields.end() ? no_column : static_cast<std::size_t>(found - fields.begin());
}

// A header says so by the names of both ends, or the scenario does by naming a column.
bool is_header(Names fields, const TieColumns& columns) {
    for (const std::string* wanted : {&columns.ego, &columns.alter, &columns.trust}) {
        if (!wanted->empty() &&
            (!to_whole_number(*wanted) ||
             std::find(fields.begin(), fields.end(), *wanted) != fields.end())) {
            return true;
        }
    }
    return place_of(fields, ego_names) != no_column && place_of(fields, alter_names) != no_column;
}

// The place of a column that the scenario asks for by name or number; `otherwise` when it does not.
std::size_t asked_place(const DelimitedText& file, const std::string& ours,
                        const std::string& theirs, bool header, std::size_t otherwise) {
    if (theirs.empty()) {
        return otherwise;
    }
    const auto fields = file.fields();
    const auto found = std::find(fields.begin(), fields.end(), theirs);
    if (header && found != fields.end()) {
        return static_cast<std::size_t>(found - fields.begin());
    }
    const std::optional<std::int64_t> number = to_whole_number(theirs);
    if (number && *number >= 1 && static_cast<std::uint64_t>(*number) <= fields.size()) {
        return static_cast<std::size_t>(*number) - 1;
    }
    const std::string nearest = number ? "" : nearest_name(theirs, fields);
    file.refuse("network.columns." + ours + " = " + theirs + ": no such column; " +
                (number            ? "there are " + std::to_string(fields.size())
                 : nearest.empty() ? "there are " + listed(fields, 20)
                                   : "the nearest is " + nearest));
}

std::size_t trust_place(const DelimitedText& file, const Layout& layout, const std::string& wanted,
                        RawNetwork& network) {
    const auto fields = file.fields();
    const std::size_t third = fields.size() > 2 && layout.ego + layout.alter == 1 ? 2 : no_column;
    if (layout.header && wanted.empty()) {
        const auto is_trust = [](std::string_view field) { return lower_case(field) == "trust"; };
        if (std::count_if(fields.begin(), fields.end(), is_trust) > 1) {
            file.refuse("two columns are called trust");
        }
        return choose_trust(fields, "", network);
    }
    const std::size_t place = asked_place(file, "trust", wanted, layout.header, third);
    if (place != no_column) {
        network.weight_name = layout.header ? std::string(fields[place]) : "trust";
        network.weight_is_trust = true;
    }
    return place;
}

Layout layout_of(const DelimitedText& file, const TieColumns& columns, RawNetwork& network) {
    const auto fields = file.fields();
    if (fields.size() < 2) {
        file.refuse("a tie takes two ids: ego, alter");
    }
    Layout layout;
    layout.header = is_header(fields, columns);
    const std::size_t ego = layout.header ? place_of(fields, ego_names) : 0;
    const std::size_t alter = layout.header ? place_of(fields, alter_names) : 1;
    layout.ego = asked_place(file, "ego", columns.ego, layout.header, ego);
    layout.alter = asked_place(file, "alter", columns.alter, layout.header, alter);
    if (layout.ego == no_column || layout.alter == no_column) {
        file.refuse(std::string("no column is called ") +
                    (layout.ego == no_column ? "ego" : "alter") +
                    "; say which one it is by network.columns." +
                    (layout.ego == no_column ? "ego" : "alter"));
    }
    if (layout.ego == layout.alter) {
        file.refuse("ego and alter are the same column");
    }
    layout.trust = trust_place(file, layout, columns.trust, network);
    return layout;
}

void list_unused(const DelimitedText& file, const Layout& layout, RawNetwork& network) {
    const auto fields = file.fields();
    for (std::size_t column = 0; column < fields.size(); ++column) {
        if (column != layout.ego && column != layout.alter && column != layout.trust) {
            network.unused_tie_columns.push_back(layout.header ? std::string(fields[column])
                                                               : std::to_string(column + 1));
        }
    }
}

// A header that layout_of does not know would otherwise make two people.
void check_first_line(const DelimitedText& file, std::size_t first_line, Names first,
                      Names second) {
    const auto is_number = [](std::string_view field) {
        return to_whole_number(field).has_value();
    };
    if (!is_number(first[0]) && !is_number(first[1]) && is_number(second[0]) &&
        is_number(second[1])) {
        file.refuse(first_line, std::string(first[0]) + ", " + std::string(first[1]) +
                                    " look like names of columns: call them ego, alter, or leave "
                                    "the line out");
    }
}

// Nor does a header among ids that are words say that it is one.
void note_lone_first_line(Names first, const Layout& layout, RawNetwork& network) {
    const auto is_first = [&](std::uint32_t row) {
        return row == network.ties[0].ego || row == network.ties[0].alter;
    };
    const bool lone =
        std::none_of(network.ties.begin() + 1, network.ties.end(),
                     [&](const RawTie& tie) { return is_first(tie.ego) || is_first(tie.alter); });
    const std::string ego(first[layout.ego]);
    const std::string alter(first[layout.alter]);
    if (lone && network.ties.size() > 1 && !to_whole_number(ego) && !to_whole_number(alter)) {
        network.notes.push_back(network.people.path + ": " + ego + " and " + alter +
                                " of the first line are taken for two people, tied to nobody else; "
                                "if they name columns, call them ego, alter");
    }
}

// Lines become ties; whom they name joins the people.
class Lines {
public:
    Lines(const DelimitedText& file, const Layout& layout, RawNetwork& network)
        : file_(file), layout_(layout), network_(network) {}

    void take() {
        const std::string_view ego = file_.fields()[layout_.ego];
        const std::string_view alter = file_.fields()[layout_.alter];
        if (ego.empty() || alter.empty()) {
            file_.refuse(ego.empty() ? "ego is empty" : "alter is empty");
        }
        const float weight = layout_.trust == no_column
                                 ? no_weight
                                 : network_.weight(file_.fields()[layout_.trust], file_.line());
        network_.ties.push_back(
            {row(ego), row(alter), weight, static_cast<std::uint32_t>(file_.line())});
    }

private:
    std::uint32_t row(std::string_view id) {
        RawPeople& people = network_.people;
        const auto next = static_cast<std::uint32_t>(people.rows());
        const std::uint32_t row = ids_.find_or_add(id, next);
        if (row == next) {
            people.lines.push_back(static_cast<std::uint32_t>(file_.line()));
            people.columns[0].fields.emplace_back(row, id);
        }
        return row;
    }

    const DelimitedText& file_;
    const Layout& layout_;
    RawNetwork& network_;
    PeopleById ids_;
};

}  // namespace

RawNetwork read_edge_list(const std::string& path, const TieColumns& columns) {
    const auto file = std::make_shared<DelimitedText>(path);
    if (!file->next()) {
        throw InputError(path + ": no ties: the file is empty");
    }
    RawNetwork network;
    network.people.path = path;
    network.people.source = file;
    network.people.column("id");
    network.lists_people = false;
    network.directed = false;
    const Layout layout = layout_of(*file, columns, network);
    list_unused(*file, layout, network);
    Lines lines(*file, layout, network);
    const std::vector<std::string_view> first(file->fields().begin(), file->fields().end());
    if (!layout.header) {
        const std::size_t first_line = file->line();
        lines.take();
        if (file->next()) {
            check_first_line(*file, first_line, first, file->fields());
            lines.take();
        }
    }
    while (file->next()) {
        lines.take();
    }
    if (network.ties.empty()) {
        throw InputError(path + ": no ties: there is nothing but a header");
    }
    if (!layout.header) {
        note_lone_first_line(first, layout, network);
    }
    return network;
}

}  // namespace colead
