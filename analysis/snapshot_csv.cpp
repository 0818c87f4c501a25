#include "analysis/snapshot_csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/centralities.hpp"
#include "analysis/csv.hpp"

namespace colead {

namespace {

void write_people(TextOutput& file, const std::vector<std::string>& ids,
                  const std::vector<PeopleColumn>& columns, const Centralities& standing) {
    file.write("id");
    for (const PeopleColumn& column : columns) {
        file.write(",{}", column.name);
    }
    file.write(",degree,betweenness,betweenness_error,core,pagerank,clustering\n");
    for (std::size_t i = 0; i < ids.size(); ++i) {
        file.write(ids[i]);
        for (const PeopleColumn& column : columns) {
            file.write(",{}", csv_cell(column.text(i)));
        }
        file.write(",{},{},{},{},{},", standing.degree[i], standing.betweenness[i],
                   standing.betweenness_error[i], standing.core[i], standing.pagerank[i]);
        if (!std::isnan(standing.clustering[i])) {
            file.write("{}", standing.clustering[i]);
        }
        file.write("\n");
    }
}

void write_ties(TextOutput& file, const std::vector<std::string>& ids, const TieStore& ties) {
    file.write("ego,alter,trust\n");
    for (Person ego = 0; ego < ties.people(); ++ego) {
        const auto alters = ties.alters(ego);
        const auto trust = ties.trust(ego);
        for (std::size_t t = 0; t < alters.size(); ++t) {
            file.write("{},{},{}\n", ids[ego], ids[alters[t]], trust[t]);
        }
    }
}

}  // namespace

std::string people_table(std::int64_t month) { return fmt::format("people_month_{:04}", month); }
std::string ties_table(std::int64_t month) { return fmt::format("ties_month_{:04}", month); }

std::vector<std::string> write_snapshot_tables(const SnapshotReader& reader, std::int64_t month,
                                               const std::string& people_path,
                                               const std::string& ties_path, bool overwrite) {
    SnapshotPeople people = reader.people_and_results(month);
    const TieStore ties = reader.ties(month, people.ids);
    const Centralities standing = measure_centralities(
        ties, Draws(reader.seed(), reader.replicate()), static_cast<std::uint32_t>(month));
    for (std::string& id : people.ids) {
        id = csv_cell(id);
    }
    TextOutput people_file(people_path, overwrite);
    write_people(people_file, people.ids, people.columns, standing);
    people_file.finish();
    TextOutput ties_file(ties_path, overwrite);
    write_ties(ties_file, people.ids, ties);
    ties_file.finish();
    if (!standing.betweenness_sampled) {
        return {};
    }
    return {fmt::format(
        "month {}: betweenness is estimated from 1,024 people's paths; "
        "betweenness_error is its standard error, up to {:.3g}",
        month,
        *std::max_element(standing.betweenness_error.begin(), standing.betweenness_error.end()))};
}

}  // namespace colead
