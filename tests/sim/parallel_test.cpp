#include "sim/parallel.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using namespace colead;

namespace {

using Bounds = std::set<std::pair<std::size_t, std::size_t>>;

Bounds bounds_of(const Workers& workers, std::size_t count, std::size_t block) {
    Bounds bounds;
    std::mutex mutex;
    workers.for_blocks(
        count,
        [&](std::size_t begin, std::size_t end) {
            const std::lock_guard lock(mutex);
            bounds.emplace(begin, end);
        },
        block);
    return bounds;
}

std::string first_fault(const Workers& workers, std::size_t tasks,
                        const std::set<std::size_t>& faulty) {
    try {
        workers.for_tasks(tasks, [&](std::size_t k) {
            if (faulty.count(k) > 0) {
                // The lowest comes late: by then another thread has met the others.
                if (k == *faulty.begin()) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(3));
                }
                throw std::runtime_error("task " + std::to_string(k));
            }
        });
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "none";
}

}  // namespace

TEST_CASE("every task runs exactly once with any number of threads") {
    const Workers workers(GENERATE(1, 2, 7));
    const std::size_t tasks = GENERATE(0U, 1U, 2U, 1000U);
    std::vector<std::atomic<int>> runs(tasks + 1);
    for (int round = 1; round <= 20; ++round) {
        workers.for_tasks(tasks, [&](std::size_t k) { ++runs[k]; });
        for (std::size_t k = 0; k < tasks; ++k) {
            REQUIRE(runs[k] == round);
        }
        REQUIRE(runs[tasks] == 0);
    }
}

TEST_CASE("blocks cover everything once, with bounds that do not depend on the threads") {
    const Workers one(1);
    const Workers two(2);
    const Workers seven(7);
    for (const std::size_t count : {0U, 1U, 511U, 512U, 513U, 5000U}) {
        for (const std::size_t block : {1U, 7U, 512U}) {
            const Bounds bounds = bounds_of(one, count, block);
            std::size_t next = 0;
            for (const auto& [begin, end] : bounds) {
                REQUIRE(begin == next);
                REQUIRE(end > begin);
                REQUIRE(end - begin <= block);
                next = end;
            }
            REQUIRE(next == count);
            REQUIRE(bounds_of(two, count, block) == bounds);
            REQUIRE(bounds_of(seven, count, block) == bounds);
        }
    }
}

TEST_CASE("of several exceptions that of the lowest task is thrown, whichever came first") {
    const Workers workers(GENERATE(1, 2, 7));
    for (int round = 0; round < 20; ++round) {
        REQUIRE(first_fault(workers, 100, {97, 41, 99, 42}) == "task 41");
    }
    CHECK(first_fault(workers, 1, {0}) == "task 0");
    CHECK(first_fault(workers, 100, {}) == "none");
}

TEST_CASE("workers go on working after an exception") {
    const Workers workers(GENERATE(1, 2, 7));
    CHECK(first_fault(workers, 100, {3}) == "task 3");
    std::atomic<int> runs{0};
    workers.for_tasks(100, [&](std::size_t) { ++runs; });
    CHECK(runs == 100);
}

TEST_CASE("a loop may run inside a task") {
    const Workers outer(GENERATE(1, 2, 7));
    const Workers inner(1);
    std::atomic<int> runs{0};
    outer.for_tasks(10, [&](std::size_t) {
        inner.for_blocks(
            100, [&](std::size_t begin, std::size_t end) { runs += static_cast<int>(end - begin); },
            9);
    });
    CHECK(runs == 1000);
}

TEST_CASE("there is always at least one thread") {
    CHECK(Workers(0).count() == 1);
    CHECK(Workers(-3).count() == 1);
    CHECK(Workers(7).count() == 7);
    CHECK(hardware_threads() >= 1);
}
