// Spells of ties as R's networkDynamic has them (Butts, Leslie-Cook, Krivitsky & Bender-deMoll):
// networkDynamic(edge.spells = read.csv(FILE)[, 1:4]). A spell reaches from its onset up to, and not
// including, its terminus. `tail` and `head` are numbers of people from 1, in their order, `ego` and
// `alter` the ids themselves. `last.absent` and `last.present` are the snapshots that bound onset and
// terminus: the tie began after the one and by the onset, ended after the other and by the terminus.
#include <fmt/format.h>

#include "analysis/csv.hpp"
#include "analysis/exports.hpp"
#include "analysis/snapshot_reader.hpp"
#include "analysis/tie_spells.hpp"

namespace colead {

namespace {

std::string_view in_r(bool value) { return value ? "TRUE" : "FALSE"; }

}  // namespace

ExportNotes export_spells(const std::string& path, const std::string& to, bool overwrite) {
    const SnapshotReader reader(path);
    const std::vector<std::int64_t>& months = reader.months();
    TextOutput file(to, overwrite);
    std::vector<std::string> ids = reader.people(months.front()).ids;
    const std::vector<TieSpell> spells = tie_spells(reader, ids);
    for (std::string& id : ids) {
        id = csv_cell(id);
    }
    file.write(
        "onset,terminus,tail,head,onset.censored,terminus.censored,duration,edge.id,"
        "ego,alter,last.absent,last.present\n");
    std::size_t edge = 0;
    for (std::size_t n = 0; n < spells.size(); ++n) {
        const TieSpell& spell = spells[n];
        edge += n == 0 || spells[n - 1].pair != spell.pair ? 1 : 0;
        const bool lasts = spell.last + 1 == months.size();
        const std::int64_t onset = months[spell.first];
        const std::int64_t terminus =
            lasts ? months[spell.last] + 1 : months[std::size_t{spell.last} + 1];
        file.write("{},{},{},{},{},{},{},{},{},{},{},{}\n", onset, terminus, spell.pair.low + 1,
                   spell.pair.high + 1, in_r(spell.first == 0), in_r(lasts), terminus - onset, edge,
                   ids[spell.pair.low], ids[spell.pair.high],
                   spell.first == 0 ? "" : fmt::format("{}", months[spell.first - 1]),
                   months[spell.last]);
    }
    file.finish();
    return note_of_dates(months);
}

}  // namespace colead
