#include "analysis/checkpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <vector>

#include "agents/state_hash.hpp"
#include "agents/world_state.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/output_file.hpp"
#include "analysis/recorder_memory.hpp"
#include "analysis/results_file.hpp"
#include "analysis/results_reader.hpp"
#include "colead_version.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::string_view kind = "colead checkpoint 2";
constexpr std::string_view program_version = COLEAD_VERSION " " COLEAD_COMMIT;

template <class T>
void put(hdf5::Group& group, std::string_view name, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    const std::size_t bytes = values.size_bytes();
    const std::span<const std::uint8_t> raw(reinterpret_cast<const std::uint8_t*>(values.data()),
                                            bytes);
    const hdf5::Shape shape{bytes};
    if (bytes == 0) {  // what is not there is empty
        return;
    }
    // Fast rather than small: it does not last.
    group
        .create<std::uint8_t>(std::string(name), shape, {std::min<std::size_t>(bytes, 1U << 20U)},
                              1)
        .write_box({0}, shape, raw);
}

template <class Values>
void put_all(hdf5::Group& group, std::string_view name, const Values& values) {
    put(group, name, std::span<const typename Values::value_type>(values));
}

template <class Values>
void take(const hdf5::Group& group, std::string_view name, Values& values) {
    using T = typename Values::value_type;
    const std::vector<std::uint8_t> raw =
        group.contains(std::string(name))
            ? group.dataset(std::string(name)).template read<std::uint8_t>()
            : std::vector<std::uint8_t>{};
    values.resize(raw.size() / sizeof(T));
    if (values.size() * sizeof(T) != raw.size()) {
        throw FileError(fmt::format("{} is cut off", name));
    }
    if (!raw.empty()) {
        std::memcpy(values.data(), raw.data(), raw.size());
    }
}

// A column of the world as made, whose length must not change.
template <class Values>
void take_same(const hdf5::Group& group, std::string_view name, Values& values) {
    const std::size_t length = values.size();
    take(group, name, values);
    if (values.size() != length) {
        throw FileError(fmt::format("{} is of another length", name));
    }
}

void put_ties(hdf5::Group group, const TieStore& ties) {
    std::vector<std::uint32_t> degree(ties.people());
    std::vector<Person> alters;
    std::vector<float> trust;
    alters.reserve(2 * ties.ties());
    trust.reserve(2 * ties.ties());
    for (std::size_t n = 0; n < ties.people(); ++n) {
        const auto ego = static_cast<Person>(n);
        degree[n] = ties.degree(ego);
        const auto row = ties.alters(ego);
        const auto held = ties.trust(ego);
        alters.insert(alters.end(), row.begin(), row.end());
        trust.insert(trust.end(), held.begin(), held.end());
    }
    put_all(group, "degree", degree);
    put_all(group, "alter", alters);
    put_all(group, "trust", trust);
}

// Each tie is told once, from its smaller end; what the larger end holds stands in that end's row, whose
// smaller alters are met in ascending order.
TieStore take_ties(const hdf5::Group& group, std::size_t people, const Workers& workers) {
    std::vector<std::uint32_t> degree(people);
    take_same(group, "degree", degree);
    std::vector<std::size_t> begin(people + 1, 0);
    for (std::size_t n = 0; n < people; ++n) {
        begin[n + 1] = begin[n] + degree[n];
    }
    std::vector<Person> alters(begin[people]);
    std::vector<float> trust(begin[people]);
    take_same(group, "alter", alters);
    take_same(group, "trust", trust);
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    std::vector<NewTie> ties;
    ties.reserve(alters.size() / 2);
    for (std::size_t n = 0; n < people; ++n) {
        for (std::size_t cell = begin[n]; cell < begin[n + 1]; ++cell) {
            const Person alter = alters[cell];
            if (alter <= n) {
                continue;
            }
            if (alter >= people || next[alter] == begin[alter + 1] || alters[next[alter]] != n) {
                throw FileError("its ties are damaged");
            }
            ties.push_back({{static_cast<Person>(n), alter}, trust[cell], trust[next[alter]++]});
        }
    }
    return {people, ties, workers};
}

void put_program(hdf5::Group group, const ProgramRun::Books& books) {
    put_all(group, "spent_on", books.spent_on);
    group.set("income", books.income);
    group.set("spent", books.spent);
    for (std::size_t a = 0; a < books.last_taken.size(); ++a) {
        put_all(group, fmt::format("last_taken_{}", a), books.last_taken[a]);
    }
}

ProgramRun::Books take_program(const hdf5::Group& group, ProgramRun::Books books) {
    take_same(group, "spent_on", books.spent_on);
    books.income = group.number("income");
    books.spent = group.number("spent");
    for (std::size_t a = 0; a < books.last_taken.size(); ++a) {
        take(group, fmt::format("last_taken_{}", a), books.last_taken[a]);
    }
    return books;
}

void put_recorder(hdf5::Group group, Recorder::Memory& memory, std::size_t arm) {
    memory.visit([&](std::string_view name, const auto& values) { put_all(group, name, values); },
                 [&](std::string_view name, double number) {
                     put(group, name, std::span<const double>(&number, 1));
                 });
    for (std::size_t m = 0; m < measures().size(); ++m) {
        put_all(group, fmt::format("series_{}", measures()[m].name), memory.series[arm].values[m]);
    }
}

void take_recorder(const hdf5::Group& group, Recorder::Memory& memory, std::size_t arm) {
    memory.visit([&](std::string_view name, auto& values) { take(group, name, values); },
                 [&](std::string_view name, double& number) {
                     std::vector<double> one(1);
                     take_same(group, name, one);
                     number = one.front();
                 });
    for (std::size_t m = 0; m < measures().size(); ++m) {
        take_same(group, fmt::format("series_{}", measures()[m].name),
                  memory.series[arm].values[m]);
    }
}

// Throws unless the file is the run's own.
void check_identity(const hdf5::Group& root, const std::string& path,
                    const CheckpointIdentity& identity) {
    const auto refuse = [&](std::string_view why) {
        throw InputError(fmt::format("'{}' cannot be taken up: {}", path, why));
    };
    if (!root.has("kind") || root.text("kind") != kind) {
        refuse("it is not a checkpoint of this version");
    }
    if (root.text("version") != program_version) {
        refuse(fmt::format("it was written by colead {}, and this is {}", root.text("version"),
                           program_version));
    }
    if (root.text("arm") != identity.arm || root.whole_number("replicate") != identity.replicate) {
        refuse(fmt::format("it is of arm {}, replicate {}", root.text("arm"),
                           root.whole_number("replicate")));
    }
    if (root.text("scenario") != identity.scenario) {
        refuse("it is of another scenario, or of other settings");
    }
    if (root.text("beginning") != fmt::format("{:016x}", identity.beginning)) {
        refuse("the world it began with is not the one these files give");
    }
}

}  // namespace

void write_checkpoint(const std::string& path, const CheckpointIdentity& identity,
                      const RunSoFar& so_far) {
    OutputFile file(path, true);
    writing(path, [&] {
        hdf5::Group root = hdf5::create_file(file.aside());
        root.set("kind", kind);
        root.set("version", program_version);
        root.set("arm", identity.arm);
        root.set("replicate", std::int64_t{identity.replicate});
        root.set("scenario", identity.scenario);
        root.set("beginning", fmt::format("{:016x}", identity.beginning));
        if (so_far.hash) {
            root.set("hash", fmt::format("{:016x}", *so_far.hash));
        }
        const World& world = so_far.run.world;
        root.set("state", fmt::format("{:016x}", state_hash(world, 0)));
        root.set("month", std::int64_t{world.month});
        const auto put_column = [&](std::string_view name, const auto& values) {
            put_all(root, name, values);
        };
        visit_people(world.people, put_column);
        visit_places(world, put_column);
        // Each group is closed by who fills it: a file is finished when nothing of it is open.
        put_ties(root.create_group("ties"), world.ties);
        put_program(root.create_group("program"), so_far.run.program.books());
        put_recorder(root.create_group("recorder"), so_far.recorder.memory(), so_far.run.arm);
        hdf5::finish_file(root);
    });
    file.finish();
}

void read_checkpoint(const std::string& path, const CheckpointIdentity& identity,
                     RunSoFar& so_far) {
    if (!std::filesystem::exists(path)) {
        throw FileError(
            fmt::format("there is no '{}' to go on with: begin without --resume", path));
    }
    const hdf5::Group root = reading(path, [&] { return hdf5::open_file(path); });
    try {
        check_identity(root, path, identity);
        if (so_far.hash && !root.has("hash")) {
            throw InputError(
                fmt::format("'{}' cannot be taken up with --hash: it was begun without, and only "
                            "the rest of the run would be told",
                            path));
        }
        World& world = so_far.run.world;
        const auto take_column = [&](std::string_view name, auto& values) {
            take_same(root, name, values);
        };
        visit_people(world.people, take_column);
        visit_places(world, take_column);
        world.ties = take_ties(root.group("ties"), world.people.size(), Workers(1));
        world.month = static_cast<std::uint32_t>(root.whole_number("month"));
        so_far.run.program.take_up(take_program(root.group("program"), so_far.run.program.books()));
        take_recorder(root.group("recorder"), so_far.recorder.memory(), so_far.run.arm);
        if (root.text("state") != fmt::format("{:016x}", state_hash(world, 0))) {
            throw FileError("people, ties or places are not those that were put aside");
        }
        if (root.has("hash")) {  // also where it is not asked for now: it may be later
            so_far.hash = std::stoull(root.text("hash"), nullptr, 16);
        }
    } catch (const FileError& error) {
        throw FileError(fmt::format("'{}' is damaged: {}", path, error.what()));
    } catch (const std::logic_error& error) {
        throw FileError(fmt::format("'{}' is damaged: {}", path, error.what()));
    }
}

}  // namespace colead
