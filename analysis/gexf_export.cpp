// GEXF 1.2 (https://gexf.net), dynamic: of 1.2 rather than 1.3, since all readers know it. A spell
// holds both of its ends, so it closes with the last snapshot that shows the tie. Positions of people
// do not change; `active` and `target` have a value for each time that they did not; trust is that of
// the last snapshot with the tie.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/exports.hpp"
#include "analysis/snapshot_reader.hpp"
#include "analysis/text_output.hpp"
#include "analysis/tie_spells.hpp"
#include "analysis/xml_text.hpp"

namespace colead {

namespace {

// A value that a person kept from one snapshot to another.
struct Stay {
    Person person;
    std::uint32_t first;
    std::uint32_t last;
    std::int64_t value;
};

// Ascending by person, then by time.
std::vector<Stay> stays(const SnapshotReader& reader, const char* column) {
    std::vector<Stay> all;
    std::vector<Stay> open;
    for (std::uint32_t m = 0; m < reader.months().size(); ++m) {
        const std::vector<std::int64_t> values = reader.numbers(reader.months()[m], column);
        for (Person i = 0; i < values.size(); ++i) {
            if (m == 0) {
                open.push_back({i, 0, 0, values[i]});
            } else if (open.at(i).value == values[i]) {
                open[i].last = m;
            } else {
                all.push_back(open[i]);
                open[i] = {i, m, m, values[i]};
            }
        }
    }
    all.insert(all.end(), open.begin(), open.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const Stay& a, const Stay& b) { return a.person < b.person; });
    return all;
}

std::vector<PeopleColumn> positions(const SnapshotReader& reader, std::int64_t month) {
    std::vector<PeopleColumn> columns = reader.people(month).columns;
    const auto last = std::find_if(columns.begin(), columns.end(),
                                   [](const PeopleColumn& c) { return c.name == "rank"; });
    columns.erase(last + 1, columns.end());
    return columns;
}

void write_attributes(TextOutput& file, const std::vector<PeopleColumn>& columns) {
    file.write("<attributes class=\"node\" mode=\"static\">\n");
    for (const PeopleColumn& column : columns) {
        file.write("<attribute id=\"{0}\" title=\"{0}\" type=\"{1}\"/>\n", column.name,
                   column.kind == PeopleColumn::share ? "double" : "string");
    }
    file.write(
        "</attributes>\n"
        "<attributes class=\"node\" mode=\"dynamic\">\n"
        "<attribute id=\"active\" title=\"active\" type=\"boolean\"/>\n"
        "<attribute id=\"target\" title=\"target\" type=\"string\"/>\n"
        "</attributes>\n"
        "<attributes class=\"edge\" mode=\"static\">\n"
        "<attribute id=\"trust\" title=\"trust\" type=\"double\"/>\n"
        "<attribute id=\"trust_back\" title=\"trust_back\" type=\"double\"/>\n"
        "</attributes>\n");
}

// The stays of one person, from `at` on.
template <class Text>
void write_stays(TextOutput& file, const char* name, const std::vector<std::int64_t>& months,
                 const std::vector<Stay>& all, std::size_t& at, Person person, Text&& text) {
    for (; at < all.size() && all[at].person == person; ++at) {
        file.write("<attvalue for=\"{}\" value=\"{}\" start=\"{}\" end=\"{}\"/>", name,
                   text(all[at].value), months[all[at].first], months[all[at].last]);
    }
}

void write_people(TextOutput& file, const SnapshotReader& reader,
                  const std::vector<std::string>& ids, const std::vector<PeopleColumn>& columns) {
    const std::vector<std::int64_t>& months = reader.months();
    std::vector<std::string> factors = reader.factors(months.front());
    for (std::string& factor : factors) {
        factor = xml_text(factor);
    }
    const std::vector<Stay> active = stays(reader, "acting");
    const std::vector<Stay> target = stays(reader, "target");
    std::size_t at_active = 0;
    std::size_t at_target = 0;
    file.write("<nodes>\n");
    for (Person i = 0; i < ids.size(); ++i) {
        file.write("<node id=\"{0}\" label=\"{0}\"><attvalues>", ids[i]);
        for (const PeopleColumn& column : columns) {
            if (const std::string text = column.text(i); !text.empty()) {
                file.write("<attvalue for=\"{}\" value=\"{}\"/>", column.name, xml_text(text));
            }
        }
        write_stays(file, "active", months, active, at_active, i,
                    [](std::int64_t value) { return value != 0 ? "true" : "false"; });
        write_stays(file, "target", months, target, at_target, i,
                    [&](std::int64_t value) -> std::string_view {
                        return factors.at(static_cast<std::size_t>(value));
                    });
        file.write("</attvalues></node>\n");
    }
    file.write("</nodes>\n");
}

void write_ties(TextOutput& file, const SnapshotReader& reader, const std::vector<std::string>& ids,
                const std::vector<TieSpell>& spells) {
    file.write("<edges>\n");
    std::size_t number = 0;
    for (std::size_t n = 0; n < spells.size(); ++number) {
        std::size_t end = n;
        while (end < spells.size() && spells[end].pair == spells[n].pair) {
            ++end;
        }
        const TieSpell& newest = spells[end - 1];
        file.write(
            "<edge id=\"{}\" source=\"{}\" target=\"{}\"><attvalues>"
            "<attvalue for=\"trust\" value=\"{}\"/>"
            "<attvalue for=\"trust_back\" value=\"{}\"/></attvalues><spells>",
            number, ids[newest.pair.low], ids[newest.pair.high], newest.trust_low,
            newest.trust_high);
        for (; n < end; ++n) {
            file.write("<spell start=\"{}\" end=\"{}\"/>", reader.months()[spells[n].first],
                       reader.months()[spells[n].last]);
        }
        file.write("</spells></edge>\n");
    }
    file.write("</edges>\n");
}

}  // namespace

ExportNotes export_gexf(const std::string& path, const std::string& to, bool overwrite) {
    const SnapshotReader reader(path);
    const std::vector<std::int64_t>& months = reader.months();
    TextOutput file(to, overwrite);
    std::vector<std::string> ids = reader.people(months.front()).ids;
    const std::vector<TieSpell> spells = tie_spells(reader, ids);
    for (std::string& id : ids) {
        id = xml_text(id);
    }
    ExportNotes notes = note_of_dates(months);
    file.write(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
        "<meta><creator>colead</creator><description>{}, {}, replicate {}{}</description>"
        "</meta>\n"
        "<graph mode=\"dynamic\" defaultedgetype=\"undirected\" timeformat=\"integer\""
        " start=\"{}\" end=\"{}\">\n",
        xml_text(reader.title()), xml_text(reader.arm()), reader.replicate(),
        notes.empty() ? "" : xml_text("; " + notes.front()), months.front(), months.back());
    const std::vector<PeopleColumn> columns = positions(reader, months.front());
    write_attributes(file, columns);
    write_people(file, reader, ids, columns);
    write_ties(file, reader, ids, spells);
    file.write("</graph>\n</gexf>\n");
    file.finish();
    return notes;
}

}  // namespace colead
