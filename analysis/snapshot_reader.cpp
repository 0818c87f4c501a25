#include "analysis/snapshot_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analysis/results_reader.hpp"
#include "scenarios/delimited.hpp"
#include "scenarios/people_columns.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::string_view month_prefix = "month_";

PeopleColumn share_of(std::string name, std::vector<float> values) {
    PeopleColumn column;
    column.name = std::move(name);
    column.kind = PeopleColumn::share;
    column.shares = std::move(values);
    return column;
}

PeopleColumn whole_of(std::string name, PeopleColumn::Kind kind,
                      const std::vector<std::int64_t>& values, std::int64_t add = 0) {
    PeopleColumn column;
    column.name = std::move(name);
    column.kind = kind;
    column.whole_numbers.reserve(values.size());
    for (const std::int64_t value : values) {
        column.whole_numbers.push_back(static_cast<std::int32_t>(value + add));
    }
    return column;
}

// One column for each component of a vector, concern_1 for the first.
void split_vector(const hdf5::Dataset& dataset, std::string_view name,
                  std::vector<PeopleColumn>& columns) {
    const hdf5::Shape shape = dataset.shape();
    const std::vector<float> values = dataset.read<float>();
    const std::size_t factors = shape.at(1);
    for (std::size_t k = 0; k < factors; ++k) {
        std::vector<float> component(shape[0]);
        for (std::size_t i = 0; i < component.size(); ++i) {
            component[i] = values[i * factors + k];
        }
        columns.push_back(
            share_of(component_column(name, static_cast<int>(k)), std::move(component)));
    }
}

void check_length(const std::vector<PeopleColumn>& columns, std::size_t people) {
    for (const PeopleColumn& column : columns) {
        if (std::max(column.shares.size(), column.whole_numbers.size()) != people) {
            throw FileError(fmt::format("{} does not fit id", column.name));
        }
    }
}

}  // namespace

std::string PeopleColumn::text(std::size_t person) const {
    if (kind == share) {
        return fmt::format("{}", shares[person]);
    }
    const std::int32_t number = whole_numbers[person];
    if (kind != category) {
        return fmt::format("{}", number);
    }
    if (number < 0) {
        return {};
    }
    return names.empty() ? fmt::format("{}", number) : names.at(static_cast<std::size_t>(number));
}

SnapshotReader::SnapshotReader(const std::string& path) : path_(path), root_(open_results(path)) {
    reading(path_, [&] {
        if (!root_.contains("snapshots")) {
            return;
        }
        for (const std::string& name : root_.group("snapshots").groups()) {
            if (name.starts_with(month_prefix)) {
                if (const auto month = to_whole_number(name.substr(month_prefix.size()))) {
                    months_.push_back(*month);
                }
            }
        }
    });
    if (months_.empty()) {
        throw InputError(
            fmt::format("'{}' has no snapshots of people and ties: a run keeps them, by "
                        "colead run SCENARIO --arm NAME --snapshots all -o FILE.h5",
                        path_));
    }
    std::sort(months_.begin(), months_.end());
}

void SnapshotReader::check_month(std::int64_t month) const {
    if (!std::binary_search(months_.begin(), months_.end(), month)) {
        throw InputError(fmt::format("'{}' has no snapshot of month {}; there {} {}", path_, month,
                                     months_.size() == 1 ? "is month" : "are months",
                                     fmt::join(months_, ", ")));
    }
}

std::string SnapshotReader::title() const {
    return reading(path_, [&] { return root_.text("title"); });
}

std::string SnapshotReader::arm() const {
    return reading(path_, [&] { return root_.dataset("arm").read<std::string>().at(0); });
}

std::uint32_t SnapshotReader::replicate() const {
    return reading(path_, [&] {
        return static_cast<std::uint32_t>(root_.dataset("replicate").read<std::int64_t>().at(0));
    });
}

std::uint64_t SnapshotReader::seed() const {
    return reading(path_, [&] { return static_cast<std::uint64_t>(root_.whole_number("seed")); });
}

hdf5::Group SnapshotReader::group_of(std::int64_t month) const {
    check_month(month);
    return root_.group("snapshots").group(fmt::format("{}{:04}", month_prefix, month));
}

PeopleColumn SnapshotReader::category(const hdf5::Group& people, std::string_view name) const {
    const std::string text(name);
    PeopleColumn column =
        whole_of(text, PeopleColumn::category, people.dataset(text).read<std::int64_t>());
    if (root_.contains("names") && root_.group("names").contains(text)) {
        column.names = root_.group("names").dataset(text).read<std::string>();
    }
    const auto size = static_cast<std::int32_t>(column.names.size());
    if (size > 0 && std::any_of(column.whole_numbers.begin(), column.whole_numbers.end(),
                                [size](std::int32_t number) { return number >= size; })) {
        throw FileError(fmt::format("{} has more numbers than names", name));
    }
    return column;
}

SnapshotPeople SnapshotReader::people(std::int64_t month) const {
    const hdf5::Group group = reading(path_, [&] { return group_of(month).group("people"); });
    return reading(path_, [&] {
        SnapshotPeople people;
        people.ids = group.dataset("id").read_as_text();
        std::vector<PeopleColumn>& columns = people.columns;
        for (const char* name : {"community", "organization", "team", "culture", "sector"}) {
            columns.push_back(category(group, name));
        }
        columns.push_back(share_of("rank", group.dataset("rank").read<float>()));
        for (const std::string& name : share_columns()) {
            // Files of an earlier version have no baselines.
            if (group.contains(name)) {
                columns.push_back(share_of(name, group.dataset(name).read<float>()));
            }
        }
        columns.push_back(whole_of("target", PeopleColumn::whole,
                                   group.dataset("target").read<std::int64_t>(), 1));
        columns.push_back(
            whole_of("active", PeopleColumn::flag, group.dataset("acting").read<std::int64_t>()));
        for (const std::string_view name : vector_columns) {
            split_vector(group.dataset(std::string(name)), name, columns);
        }
        check_length(columns, people.ids.size());
        return people;
    });
}

SnapshotPeople SnapshotReader::people_and_results(std::int64_t month) const {
    SnapshotPeople read = people(month);
    return reading(path_, [&] {
        const hdf5::Group group = group_of(month).group("people");
        std::vector<PeopleColumn>& columns = read.columns;
        columns.push_back(
            whole_of("role", PeopleColumn::category, group.dataset("role").read<std::int64_t>()));
        columns.back().names = {"none", "lead", "initiator", "bridger", "connector", "follower"};
        columns.push_back(whole_of("coalition", PeopleColumn::category,
                                   group.dataset("coalition").read<std::int64_t>()));
        columns.back().names = read.ids;
        columns.push_back(whole_of("trained", PeopleColumn::whole,
                                   group.dataset("trained").read<std::int64_t>()));
        check_length(columns, read.ids.size());
        return std::move(read);
    });
}

std::vector<std::int64_t> SnapshotReader::numbers(std::int64_t month,
                                                  const std::string& column) const {
    return reading(path_, [&] {
        return group_of(month).group("people").dataset(column).read<std::int64_t>();
    });
}

std::vector<std::string> SnapshotReader::factors(std::int64_t month) const {
    return reading(
        path_, [&] { return group_of(month).group("people").dataset("factor").read_as_text(); });
}

}  // namespace colead
