// GraphML (Brandes, Eiglsperger, Herman, Himsolt & Marshall 2002), written person by person and tie by
// tie. Boost's write_graphml is not used: it numbers nodes itself instead of taking the users' ids, has
// a value for every key where some people belong to no organization, and prints numbers longer than
// they are.
#include <fmt/format.h>

#include "analysis/each_tie.hpp"
#include "analysis/exports.hpp"
#include "analysis/snapshot_reader.hpp"
#include "analysis/text_output.hpp"
#include "analysis/xml_text.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

std::int64_t month_of(const SnapshotReader& reader, std::optional<std::int64_t> asked) {
    if (asked) {
        reader.check_month(*asked);
        return *asked;
    }
    if (reader.months().size() > 1) {
        throw InputError(fmt::format("--graphml holds one month: say which by --month; '{}' has {}",
                                     reader.path(), fmt::join(reader.months(), ", ")));
    }
    return reader.months().front();
}

std::string_view type_of(const PeopleColumn& column) {
    switch (column.kind) {
        case PeopleColumn::category:
            return "string";
        case PeopleColumn::flag:
            return "boolean";
        case PeopleColumn::whole:
            return "int";
        default:
            return "double";
    }
}

void write_keys(TextOutput& file, const std::vector<PeopleColumn>& columns) {
    const auto key = [&](std::string_view name, std::string_view of, std::string_view type) {
        file.write("<key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\"/>\n", name, of,
                   type);
    };
    key("title", "graph", "string");
    key("arm", "graph", "string");
    key("replicate", "graph", "int");
    key("month", "graph", "int");
    for (const PeopleColumn& column : columns) {
        key(column.name, "node", type_of(column));
    }
    key("trust", "edge", "double");
    key("trust_back", "edge", "double");
}

void write_people(TextOutput& file, const SnapshotPeople& people,
                  const std::vector<std::string>& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        file.write("<node id=\"{}\">", ids[i]);
        for (const PeopleColumn& column : people.columns) {
            if (column.kind == PeopleColumn::flag) {
                file.write("<data key=\"{}\">{}</data>", column.name, column.whole_numbers[i] != 0);
            } else if (const std::string text = column.text(i); !text.empty()) {
                file.write("<data key=\"{}\">{}</data>", column.name, xml_text(text));
            }
        }
        file.write("</node>\n");
    }
}

}  // namespace

ExportNotes export_graphml(const std::string& path, std::optional<std::int64_t> month,
                           const std::string& to, bool overwrite) {
    const SnapshotReader reader(path);
    const std::int64_t shown = month_of(reader, month);
    TextOutput file(to, overwrite);
    const SnapshotPeople people = reader.people_and_results(shown);
    std::vector<std::string> ids;
    ids.reserve(people.ids.size());
    for (const std::string& id : people.ids) {
        ids.push_back(xml_text(id));
    }
    file.write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
        " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    write_keys(file, people.columns);
    file.write("<graph id=\"G\" edgedefault=\"undirected\">\n");
    file.write(
        "<data key=\"title\">{}</data><data key=\"arm\">{}</data>"
        "<data key=\"replicate\">{}</data><data key=\"month\">{}</data>\n",
        xml_text(reader.title()), xml_text(reader.arm()), reader.replicate(), shown);
    write_people(file, people, ids);
    for_each_tie(reader.ties(shown, people.ids),
                 [&](Person low, Person high, float trust, float trust_back) {
                     file.write(
                         "<edge source=\"{}\" target=\"{}\"><data key=\"trust\">{}</data>"
                         "<data key=\"trust_back\">{}</data></edge>\n",
                         ids[low], ids[high], trust, trust_back);
                 });
    file.write("</graph>\n</graphml>\n");
    file.finish();
    return {};
}

}  // namespace colead
