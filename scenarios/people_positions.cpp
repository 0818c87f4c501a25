#include "scenarios/people_positions.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "agents/purpose.hpp"
#include "scenarios/people_state.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Rows = std::vector<std::uint32_t>;

constexpr std::size_t most_cultures_or_sectors = 256;

// What other programs write where there is nothing is a name like any other here: told.
Categories with_words_for_nothing(const PeopleTable& table, const std::string& column,
                                  const Rows& rows, std::vector<std::string>& notes) {
    static constexpr std::array<std::string_view, 6> words = {"NA",  "N/A",  "NaN",
                                                              "nan", "NULL", "None"};
    Categories categories = categorize(*table.find(column), rows);
    for (const std::string& name : categories.names) {
        if (std::find(words.begin(), words.end(), name) != words.end()) {
            notes.push_back(column + " \"" + name +
                            "\" is taken for a name: leave cells empty where there is none");
        }
    }
    return categories;
}

// The people of one column: its categories, those with an empty field in one called "unknown".
Categories with_unknown(const PeopleTable& table, const std::string& column, const Rows& rows,
                        std::vector<std::string>& notes) {
    Categories categories = with_words_for_nothing(table, column, rows, notes);
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

std::vector<std::uint8_t> as_bytes(const PeopleTable& table, const std::string& column,
                                   const Categories& categories) {
    if (categories.names.size() > most_cultures_or_sectors) {
        throw InputError(table.path() + ": " + std::to_string(categories.names.size()) +
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

// One name is one circle, wherever its people are: told, since a file may mean several.
void note_spanning(std::size_t count, const std::string& inner,
                   const std::vector<std::uint32_t>& of, const std::string& outer,
                   const std::vector<std::uint32_t>& of_outer, std::vector<std::string>& notes) {
    std::vector<std::uint32_t> first(count, unaffiliated);
    std::vector<bool> spans(count);
    for (std::size_t i = 0; i < of.size(); ++i) {
        if (of[i] != unaffiliated && of_outer[i] != unaffiliated) {
            std::uint32_t& place = first[of[i]];
            place = place == unaffiliated ? of_outer[i] : place;
            spans[of[i]] = spans[of[i]] || place != of_outer[i];
        }
    }
    const auto several = static_cast<std::size_t>(std::count(spans.begin(), spans.end(), true));
    if (several > 0) {
        notes.push_back(counted(several, inner + " has", inner + "s have") + " people of several " +
                        outer + ": one name is one " + inner);
    }
}

void read_circles(const PeopleTable& table, const Rows& rows, NetworkData& network) {
    if (table.find("community") != nullptr) {
        Categories communities = with_unknown(table, "community", rows, network.notes);
        network.community = std::move(communities.of);
        network.community_names = std::move(communities.names);
    } else {
        network.community.assign(rows.size(), 0);
        network.community_names = {"all"};
        network.notes.emplace_back("no community given: one of everyone, called \"all\"");
    }
    const auto read = [&](const char* column, std::vector<std::uint32_t>& of,
                          std::vector<std::string>& names, std::size_t& count) {
        if (table.find(column) == nullptr) {
            of.assign(rows.size(), unaffiliated);
            network.notes.push_back(std::string("no ") + column + " given: nobody is in one");
            return;
        }
        Categories circles = with_words_for_nothing(table, column, rows, network.notes);
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
    note_spanning(network.organizations, "organization", network.organization, "communities",
                  network.community, network.notes);
    note_spanning(network.teams, "team", network.team, "organizations", network.organization,
                  network.notes);
}

void read_culture(const PeopleTable& table, const Rows& rows, NetworkData& network) {
    if (table.find("culture") == nullptr) {
        network.culture.assign(rows.size(), 0);
        network.group_names = {"all"};
        network.notes.emplace_back(
            "no culture given: one group of everyone, so that disparity between groups is not "
            "measured");
        return;
    }
    Categories cultures = with_unknown(table, "culture", rows, network.notes);
    network.culture = as_bytes(table, "culture", cultures);
    network.group_names = std::move(cultures.names);
}

void read_sector(const PeopleTable& table, const Rows& rows, std::int64_t sectors,
                 std::uint64_t seed, NetworkData& network) {
    if (table.find("sector") != nullptr) {
        Categories sectors_given = with_unknown(table, "sector", rows, network.notes);
        network.sector = as_bytes(table, "sector", sectors_given);
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

void read_rank(const PeopleTable& table, const Rows& rows, NetworkData& network) {
    if (table.find("rank") == nullptr) {
        network.rank.assign(rows.size(), 0.0F);
        network.notes.emplace_back("no rank given: 0 for everyone");
        return;
    }
    network.rank = shares(table, "rank", rows, 0.0F);
    const PeopleTable::Fields& fields = *table.find("rank");
    const auto empty = std::count_if(rows.begin(), rows.end(),
                                     [&](std::uint32_t row) { return fields[row].empty(); });
    if (empty > 0) {
        network.notes.push_back(counted(static_cast<std::size_t>(empty), "person", "people") +
                                " without rank: 0");
    }
}

}  // namespace

void read_positions(const PeopleTable& table, const Rows& rows, std::int64_t sectors,
                    std::uint64_t seed, NetworkData& network) {
    read_circles(table, rows, network);
    read_culture(table, rows, network);
    read_sector(table, rows, sectors, seed, network);
    read_rank(table, rows, network);
}

}  // namespace colead
