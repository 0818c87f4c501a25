#include "analysis/snapshot_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <optional>

namespace colead {

namespace {

constexpr std::int32_t none = -1;

// Where the users' ids are all whole numbers, written plainly, they are stored as such.
std::optional<std::vector<std::int64_t>> as_whole_numbers(const std::vector<std::string>& ids) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(ids.size());
    for (const std::string& id : ids) {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
        if (error != std::errc() || end != id.data() + id.size() || fmt::to_string(number) != id) {
            return std::nullopt;
        }
        numbers.push_back(number);
    }
    return numbers;
}

std::int32_t index_or_none(std::uint32_t index) {
    return index == unaffiliated ? none : static_cast<std::int32_t>(index);
}

// Writes columns of people, one at a time so that only one is held twice.
class Columns {
public:
    Columns(hdf5::Group& group, const hdf5::Dataset& id, const hdf5::Dataset& factor,
            const World& world)
        : group_(group), id_(id), factor_(factor), world_(world) {}

    /// value(i) of each person.
    template <class Value>
    hdf5::Dataset write(const std::string& name, std::string_view long_name, Value&& value,
                        std::string_view description = {}) {
        std::vector<decltype(value(Person{0}))> values(world_.people.size());
        for (Person i = 0; i < values.size(); ++i) {
            values[i] = value(i);
        }
        const std::array<const hdf5::Dataset*, 1> scales{&id_};
        hdf5::Dataset dataset = group_.write(name, values);
        dataset.along(scales).describe("1", long_name, description);
        return dataset;
    }

    /// M components of each person's vector(i).
    template <class Vector>
    void write_vectors(const std::string& name, std::string_view long_name, Vector&& vector) {
        const auto factors = static_cast<std::size_t>(world_.frame->issues.factors());
        std::vector<float> values;
        values.reserve(world_.people.size() * factors);
        for (Person i = 0; i < world_.people.size(); ++i) {
            const float* components = vector(i);
            values.insert(values.end(), components, components + factors);
        }
        const std::array<const hdf5::Dataset*, 2> scales{&id_, &factor_};
        group_.write(name, {world_.people.size(), factors}, values)
            .along(scales)
            .describe("1", long_name);
    }

private:
    hdf5::Group& group_;
    const hdf5::Dataset& id_;
    const hdf5::Dataset& factor_;
    const World& world_;
};

void write_positions(Columns& columns, const World& world) {
    const Population& people = world.people;
    columns.write(
        "community", "community", [&](Person i) { return index_or_none(people.community[i]); },
        "number in `names/community`, from 0");
    columns.write(
        "organization", "organization",
        [&](Person i) { return index_or_none(people.face[i].organization); },
        "number from 0, in `names/organization` where they have names; -1: none");
    columns.write(
        "team", "team", [&](Person i) { return index_or_none(people.team[i]); },
        "number from 0, in `names/team` where they have names; -1: none");
    columns.write(
        "culture", "culture group", [&](Person i) { return people.face[i].culture; },
        "number in `names/culture`, from 0");
    columns.write(
        "sector", "sector", [&](Person i) { return people.face[i].sector; },
        "number from 0, in `names/sector` where they have names");
    columns.write("rank", "rank in the organization",
                  [&](Person i) { return people.face[i].rank; });
}

void write_states(Columns& columns, const World& world) {
    const Population& people = world.people;
    const auto column = [&](const char* name, std::string_view long_name, const Column<float>& of) {
        columns.write(name, long_name, [&of](Person i) { return of[i]; });
    };
    columns.write("skill", "individual leader skill l",
                  [&](Person i) { return people.face[i].skill; });
    column("skill_baseline", "skill, to which it fades", people.skill_baseline);
    column("commitment", "commitment e", people.commitment);
    column("clarity", "clarity of intention kappa", people.clarity);
    column("clarity_baseline", "clarity, to which it fades", people.clarity_baseline);
    column("openness", "openness omega", people.openness);
    column("openness_baseline", "openness, to which it fades", people.openness_baseline);
    column("threshold", "threshold theta", people.threshold);
    for (std::size_t k = 0; k < process_names.size(); ++k) {
        const std::string name(process_names[k]);
        column(name.c_str(), fmt::format("capacity for {}", name), people.capacity[k]);
        column(fmt::format("{}_baseline", name).c_str(),
               fmt::format("capacity for {}, to which it fades", name),
               people.capacity_baseline[k]);
    }
    columns.write_vectors("concern", "concern x", [&](Person i) { return people.concern_of(i); });
    columns.write_vectors("intention", "intention s",
                          [&](Person i) { return people.intention_of(i); });
    columns.write_vectors("mental_model", "mental model m",
                          [&](Person i) { return people.mental_model_of(i); });
}

void write_actions(Columns& columns, const World& world, std::int64_t month) {
    const Population& people = world.people;
    columns.write(
        "target", "factor one would act on", [&](Person i) { return people.target[i]; },
        "its number in the coordinate `factor`, from 0 (tables and graphs count from 1)");
    columns.write(
        "acting", "acts this month",
        [&](Person i) { return static_cast<std::uint8_t>(people.acting(i)); }, "0: no, 1: yes");
    columns.write(
        "role", "role among those who act",
        [&](Person i) { return static_cast<std::uint8_t>(people.role[i]); },
        "0 none, 1 lead, 2 initiator, 3 bridger, 4 connector, 5 follower");
    columns.write(
        "coalition", "coalition", [&](Person i) { return index_or_none(people.coalition[i]); },
        "position in `id`, from 0, of its first member; -1: not acting");
    // The world counts months from the start of burn-in, the file from the fork.
    const std::int64_t fork = static_cast<std::int64_t>(world.month) - month;
    columns.write(
        "trained", "month last taken into a program",
        [&](Person i) {
            return people.trained[i] == never_trained
                       ? none
                       : static_cast<std::int32_t>(people.trained[i] - fork);
        },
        "month after the fork; -1: never");
}

template <class Identity>
void write_ties(hdf5::Group& month, const TieStore& ties, const std::vector<Identity>& ids) {
    hdf5::Group group = month.create_group("ties");
    const hdf5::Dataset scale = group.write_bare_scale("half_tie", 2 * ties.ties());
    const std::array<const hdf5::Dataset*, 1> scales{&scale};
    const auto column = [&](const char* name, std::string_view long_name, auto empty,
                            auto&& value) {
        std::vector<decltype(empty)> values;
        values.reserve(2 * ties.ties());
        for (Person i = 0; i < ties.people(); ++i) {
            for (std::size_t k = 0; k < ties.degree(i); ++k) {
                values.push_back(value(i, k));
            }
        }
        group.write(name, values).along(scales).describe("1", long_name);
    };
    column("ego", "id of the one whose tie it is", Identity{},
           [&](Person i, std::size_t) { return ids[i]; });
    column("alter", "id of the one tied to", Identity{},
           [&](Person i, std::size_t k) { return ids[ties.alters(i)[k]]; });
    column("trust", "ego's trust in alter", 0.0F,
           [&](Person i, std::size_t k) { return ties.trust(i)[k]; });
}

void write_organizations(hdf5::Group& month, const World& world) {
    const Organizations& organizations = world.organizations;
    const std::size_t count = organizations.capacity.size();
    if (count == 0) {
        return;
    }
    std::vector<std::int32_t> number(count);
    std::iota(number.begin(), number.end(), 0);
    std::vector<float> performance(count, 0.0F);
    for (std::size_t o = 0; o < count; ++o) {
        for (const float output : organizations.output[o]) {
            performance[o] += output;
        }
    }
    hdf5::Group group = month.create_group("organizations");
    hdf5::Dataset scale = group.write("organization", number);
    scale.as_scale("organization")
        .describe("1", "number, in `names/organization` where they have names");
    const std::array<const hdf5::Dataset*, 1> scales{&scale};
    group.write("capacity", organizations.capacity)
        .along(scales)
        .describe("1", "capacity K: structures that outlive people");
    group.write("performance", performance)
        .along(scales)
        .describe("output per head and year", "members' credited output per head",
                  "sum of the last twelve months");
}

// What people work on: without it nobody could ask whether one factor rose.
void write_communities(hdf5::Group& month, const World& world) {
    const Communities& communities = world.communities;
    const std::size_t count = communities.size();
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    if (count == 0) {
        return;
    }
    const std::size_t groups = communities.factor.size() / (count * factors);
    const auto stride = static_cast<std::size_t>(world.people.stride());
    const auto numbers = [](std::size_t size) {
        std::vector<std::int32_t> list(size);
        std::iota(list.begin(), list.end(), 0);
        return list;
    };
    std::vector<float> stories;
    for (std::size_t c = 0; c < count; ++c) {
        const float* story = communities.narrative.data() + c * stride;
        stories.insert(stories.end(), story, story + factors);
    }
    hdf5::Group group = month.create_group("communities");
    hdf5::Dataset community = group.write("community", numbers(count));
    community.as_scale("community").describe("1", "number in `names/community`, from 0");
    hdf5::Dataset culture = group.write("culture", numbers(groups));
    culture.as_scale("culture").describe("1", "number in `names/culture`, from 0");
    hdf5::Dataset factor = group.write("factor", world.frame->issues.names);
    factor.as_scale("factor").describe("1", "factor of the issue system");
    const std::array<const hdf5::Dataset*, 3> all{&community, &culture, &factor};
    group.write("level", {count, groups, factors}, communities.factor)
        .along(all)
        .describe("1", "level z of a factor for a culture group of a community", "0 to 1");
    const std::array<const hdf5::Dataset*, 2> told{&community, &factor};
    group.write("narrative", {count, factors}, stories)
        .along(told)
        .describe("1", "dominant story n", "how much of the story each factor is");
    const std::array<const hdf5::Dataset*, 1> by_community{&community};
    group.write("result", communities.result).along(by_community).describe("1", "community result");
}

template <class Identity>
void write_people_and_ties(hdf5::Group& group, const Snapshot& snapshot,
                           const std::vector<Identity>& ids) {
    const World& world = *snapshot.world;
    hdf5::Group people = group.create_group("people");
    hdf5::Dataset id = people.write("id", ids);
    id.as_scale("id").describe("1", "the user's id of a person");
    hdf5::Dataset factor = people.write("factor", world.frame->issues.names);
    factor.as_scale("factor").describe("1", "factor of the issue system");
    Columns columns(people, id, factor, world);
    write_positions(columns, world);
    write_states(columns, world);
    write_actions(columns, world, snapshot.month);
    write_ties(group, world.ties, ids);
    write_organizations(group, world);
    write_communities(group, world);
}

}  // namespace

Names names_of(const Prepared& prepared) {
    Names names;
    names.community = prepared.community_names;
    names.culture = prepared.group_names;
    if (prepared.network) {
        names.organization = prepared.network->organization_names;
        names.team = prepared.network->team_names;
        names.sector = prepared.network->sector_names;
    }
    return names;
}

void write_names(hdf5::Group& root, const Names& names) {
    hdf5::Group group = root.create_group("names");
    const auto write = [&](const char* of, const std::vector<std::string>& list) {
        if (!list.empty()) {
            group.write(of, list).as_scale(of).describe(
                "", fmt::format("name of each {}, by number", of));
        }
    };
    write("community", names.community);
    write("organization", names.organization);
    write("team", names.team);
    write("culture", names.culture);
    write("sector", names.sector);
}

void write_snapshot(hdf5::Group& snapshots, const Snapshot& snapshot) {
    hdf5::Group group = snapshots.create_group(fmt::format("month_{:04}", snapshot.month));
    group.set("month", snapshot.month);
    if (snapshot.network == nullptr || snapshot.network->ids.empty()) {
        std::vector<std::int64_t> ids(snapshot.world->people.size());
        std::iota(ids.begin(), ids.end(), std::int64_t{0});
        write_people_and_ties(group, snapshot, ids);
    } else if (const auto ids = as_whole_numbers(snapshot.network->ids)) {
        write_people_and_ties(group, snapshot, *ids);
    } else {
        write_people_and_ties(group, snapshot, snapshot.network->ids);
    }
}

}  // namespace colead
