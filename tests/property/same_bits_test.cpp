// A run has the same bits whatever works on it and whoever looks on: threads, measures, snapshots,
// further arms and further replicates, and whether it was put aside and taken up again.
#include <bit>
#include <optional>

#include "agents/state_hash.hpp"
#include "analysis/checkpoint.hpp"
#include "analysis/comparison_run.hpp"
#include "analysis/recorder.hpp"
#include "support/random_scenario.hpp"
#include "support/run_program.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

constexpr std::uint64_t scenarios = 50;

// Any scenario; one in three of several blocks of people, so that threads have work to share.
Prepared any_run(std::uint64_t seed) {
    return drawn_with(seed, [seed] {
        const bool large = seed % 3 == 0;
        const auto people = large ? *rc::gen::inRange<std::int64_t>(1000, 2001)
                                  : *rc::gen::inRange<std::int64_t>(2, 201);
        Scenario scenario = any_scenario(people);
        if (large && scenario.network.generator == NetworkParameters::complete) {
            scenario.network.generator = NetworkParameters::nested;
        }
        scenario.run.burn_in = *rc::gen::inRange(0, 3);
        scenario.run.months = *rc::gen::inRange(1, 4);
        scenario.run.replicates = 3;
        scenario.measures.network_every = 1;
        return prepare(std::move(scenario));
    });
}

struct LookingOn {
    bool measures = false;
    bool snapshots = false;
};

// As `colead run --hash` has it.
std::uint64_t hash_of(const Prepared& prepared, int threads, std::uint32_t replicate = 1,
                      int only_arm = 1, LookingOn on = {}) {
    std::uint64_t hash = 0;
    std::optional<Recorder> recorder;
    if (on.measures) {
        recorder.emplace(prepared, prepared.scenario.arms.size());
    }
    std::vector<World> kept;
    const Workers workers(threads);
    run_replicate(
        prepared, replicate, workers,
        [&](const Moment& moment, const World& world) {
            if (recorder) {
                (*recorder)(moment, world);
            }
            if (on.snapshots) {
                kept.push_back(world);
            }
            if (moment.arm == 1) {
                hash = state_hash(world, hash);
            }
        },
        only_arm);
    return hash;
}

// A run, its recorder and its hash so far.
struct Watched {
    Watched(const Prepared& prepared, int threads)
        : workers(threads),
          run(prepared, 1, 1, workers),
          recorder(prepared, prepared.scenario.arms.size()) {
        beginning = state_hash(run.world, 0);
    }
    void look() {
        if (run.month() >= 0) {
            recorder(run.moment(), run.world);
            so_far.hash = state_hash(run.world, *so_far.hash);
        }
    }
    void go_on(std::int64_t until) {
        while (run.month() < until) {
            run.advance(workers);
            look();
        }
    }
    CheckpointIdentity identity() const { return {"", "", 1, beginning}; }

    Workers workers;
    ArmRun run;
    Recorder recorder;
    std::uint64_t beginning = 0;
    RunSoFar so_far{run, recorder, 0};
};

bool same_numbers(std::span<const double> a, std::span<const double> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y) ||
               (x != x && y != y);
    });
}

// The series of all arms of one replicate, run alone.
std::vector<RunSeries> alone(const Prepared& prepared, std::uint32_t replicate) {
    Recorder recorder(prepared, prepared.scenario.arms.size());
    const Workers workers(1);
    run_replicate(prepared, replicate, workers,
                  [&](const Moment& moment, const World& world) { recorder(moment, world); });
    return recorder.take();
}

// The part of one arm and replicate in a comparison's values of measure m.
std::span<const double> part_of(const Results& results, std::size_t m, std::size_t arm,
                                std::size_t replicate) {
    const std::size_t length =
        (static_cast<std::size_t>(results.months) + 1) * results.extent(measures()[m]);
    return std::span(results.values[m])
        .subspan((arm * results.replicates.size() + replicate) * length, length);
}

}  // namespace

TEST_CASE("fifty random scenarios have the same bits with 1, 2, 3, 7 and 16 threads",
          "[property]") {
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        const Prepared prepared = any_run(seed);
        const std::uint64_t one = hash_of(prepared, 1);
        INFO("scenario " << seed << " of " << prepared.people() << " people");
        for (const int threads : {2, 3, 7, 16}) {
            INFO(threads << " threads");
            CHECK(hash_of(prepared, threads) == one);
        }
    }
}

TEST_CASE("fifty random scenarios have the same bits whoever looks on", "[property]") {
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        const Prepared prepared = any_run(seed);
        INFO("scenario " << seed << " of " << prepared.people() << " people");
        const std::uint64_t unseen = hash_of(prepared, 1);
        CHECK(hash_of(prepared, 2, 1, 1, {true, false}) == unseen);
        CHECK(hash_of(prepared, 2, 1, 1, {false, true}) == unseen);
        // All arms one after the other, forked from one burn-in.
        CHECK(hash_of(prepared, 1, 1, -1, {true, true}) == unseen);
    }
}

TEST_CASE("in fifty random scenarios a replicate alone has the bits that it has among others",
          "[property]") {
    const std::atomic<bool> stop = false;
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        const Prepared prepared = any_run(seed);
        INFO("scenario " << seed << " of " << prepared.people() << " people");
        const Results among = run_comparison(prepared, 3, stop, [](std::size_t, std::size_t) {});
        for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
            const std::vector<RunSeries> series = alone(prepared, replicate);
            for (std::size_t arm = 0; arm < series.size(); ++arm) {
                for (std::size_t m = 0; m < measures().size(); ++m) {
                    INFO(measures()[m].name);
                    CHECK(same_numbers(series[arm].values[m], part_of(among, m, arm, replicate)));
                }
            }
        }
    }
}

TEST_CASE(
    "fifty random scenarios have the same bits when put aside each month and taken up by others",
    "[property]") {
    const Workplace place;
    const std::string file = place.path("aside").string();
    for (std::uint64_t seed = 1; seed <= scenarios; ++seed) {
        const Prepared prepared = any_run(seed);
        INFO("scenario " << seed << " of " << prepared.people() << " people");
        Watched whole(prepared, 1);
        if (whole.run.month() == 0) {
            whole.look();
        }
        whole.go_on(whole.run.months);
        CHECK(whole.so_far.hash == hash_of(prepared, 1));

        std::optional<Watched> part(std::in_place, prepared, 1);
        if (part->run.month() == 0) {
            part->look();
        }
        while (!part->run.complete()) {
            part->go_on(part->run.month() + 1);
            write_checkpoint(file, part->identity(), part->so_far);
            part.emplace(prepared, part->run.month() % 2 == 0 ? 3 : 1);
            read_checkpoint(file, part->identity(), part->so_far);
        }
        CHECK(part->so_far.hash == whole.so_far.hash);
        const auto expected = std::move(whole.recorder.take()[1]);
        const auto found = std::move(part->recorder.take()[1]);
        for (std::size_t m = 0; m < measures().size(); ++m) {
            INFO(measures()[m].name);
            CHECK(same_numbers(found.values[m], expected.values[m]));
        }
    }
}
