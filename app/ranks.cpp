// Words between ranks are lists of doubles: worlds below 2^53 are exact in them.
#include "app/ranks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "sim/error.hpp"
#include "sim/parallel.hpp"

#ifdef COLEAD_MPI
#define OMPI_SKIP_MPICXX 1
#define MPICH_SKIP_MPICXX 1
#include <mpi.h>
#include <sched.h>

#include <array>
#include <chrono>
#include <cmath>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>
#endif

namespace colead {

namespace {

// How many processes were started together: by Open MPI's mpirun; by MPICH's, Intel's or srun with
// PMI; by srun with PMIx. 0: this one was started by itself.
int started_together() {
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
        if (const char* size = std::getenv(name)) {
            return std::atoi(size);
        }
    }
    const char* tasks = std::getenv("SLURM_STEP_NUM_TASKS");
    return std::getenv("PMIX_RANK") == nullptr ? 0 : tasks == nullptr ? 1 : std::atoi(tasks);
}

}  // namespace

void refuse_ranks() {
    if (started_together() > 1) {
        throw InputError(
            "several processes were started, which only colead sweep can share work in");
    }
}

#ifndef COLEAD_MPI

Ranks::Ranks() {
    if (started_together() > 1) {
        throw InputError(
            "several processes were started, but this program is built without MPI: install "
            "libopenmpi-dev and build it again, or start it with --shard i/n");
    }
}

Ranks::~Ranks() = default;

void Ranks::together(const std::function<void()>& step) const { step(); }
int Ranks::threads() const { return hardware_threads(); }
int Ranks::sum(int number) const { return number; }
std::string Ranks::from_first(const std::string& text) const { return text; }
std::string Ranks::lead(const SweepPlan&, SweepSchedule&, LocalSource&, const std::atomic<bool>&,
                        const std::function<void()>& work) const {
    work();
    return "";
}
std::unique_ptr<WorldSource> Ranks::follow() const { return nullptr; }
void Ranks::leave(const std::string&) const {}

#else

namespace {

using Words = std::vector<double>;
enum Tag : int { ask = 1, hand = 2, fault = 3 };

// Of a finished world: its number, whether it is done, and what decides, by arm.
constexpr std::size_t fixed_words = 2;

void send(const Words& words, int rank, Tag tag) {
    MPI_Send(words.data(), static_cast<int>(words.size()), MPI_DOUBLE, rank, tag, MPI_COMM_WORLD);
}

Words receive(const MPI_Status& announced) {
    int size = 0;
    MPI_Get_count(&announced, MPI_DOUBLE, &size);
    Words words(static_cast<std::size_t>(size));
    MPI_Recv(words.data(), size, MPI_DOUBLE, announced.MPI_SOURCE, announced.MPI_TAG,
             MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return words;
}

/// Worlds that rank 0 hands out. Threads of this rank speak to it one at a time.
class RemoteSource : public WorldSource {
public:
    Hand take() override {
        const std::lock_guard lock(mutex_);
        Words question{most()};
        question.insert(question.end(), outbox_.begin(), outbox_.end());
        outbox_.clear();
        send(question, 0, ask);
        MPI_Status status;
        MPI_Probe(0, hand, MPI_COMM_WORLD, &status);
        const Words answer = receive(status);
        Hand taken;
        taken.over = answer.front() != 0.0;
        for (auto word = answer.begin() + 1; word != answer.end(); ++word) {
            taken.worlds.push_back(static_cast<std::size_t>(*word));
        }
        return taken;
    }

    bool finished(const Outcome& outcome) override {
        const std::lock_guard lock(mutex_);
        outbox_.push_back(static_cast<double>(outcome.world));
        outbox_.push_back(outcome.done ? 1.0 : 0.0);
        outbox_.insert(outbox_.end(), outcome.values.begin(), outcome.values.end());
        seconds_ += outcome.seconds;
        ++worlds_;
        return true;
    }

private:
    // As many as take a tenth of a second: words cost little then, and all end at about the same time.
    double most() const {
        return worlds_ == 0 ? 1.0
                            : std::clamp(std::floor(0.1 * static_cast<double>(worlds_) / seconds_),
                                         1.0, 64.0);
    }

    std::mutex mutex_;
    Words outbox_;
    double seconds_ = 1e-9;
    std::size_t worlds_ = 0;
};

/// Rank 0's side of the talk.
class Dispatch {
public:
    Dispatch(const SweepPlan& plan, SweepSchedule& schedule, LocalSource& source, int others)
        : arms_(plan.rule().active() ? plan.layout().arms.size() : 0),
          schedule_(schedule),
          source_(source),
          here_(others) {}

    bool is_over() const { return here_ == 0; }
    const std::string& told() const { return told_; }

    /// Answers all who have asked; false when nobody had.
    bool answer() {
        bool any = false;
        for (;;) {
            int there = 0;
            MPI_Status status;
            MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
            if (there == 0) {
                return any;
            }
            any = true;
            if (status.MPI_TAG == fault) {
                farewell(status);
            } else {
                deal(status);
            }
        }
    }

private:
    void deal(const MPI_Status& status) {
        const Words question = receive(status);
        for (std::size_t k = 1; k < question.size(); k += fixed_words + arms_) {
            const auto values = question.begin() + static_cast<std::ptrdiff_t>(k + fixed_words);
            source_.finished({static_cast<std::size_t>(question[k]), question[k + 1] != 0.0, 0.0,
                              Words(values, values + static_cast<std::ptrdiff_t>(arms_))});
        }
        const Hand dealt = schedule_.take(static_cast<std::size_t>(question.front()));
        Words answer{dealt.over ? 1.0 : 0.0};
        for (const std::size_t world : dealt.worlds) {
            answer.push_back(static_cast<double>(world));
        }
        send(answer, status.MPI_SOURCE, hand);
    }

    void farewell(const MPI_Status& status) {
        int size = 0;
        MPI_Get_count(&status, MPI_CHAR, &size);
        std::string text(static_cast<std::size_t>(size), ' ');
        MPI_Recv(text.data(), size, MPI_CHAR, status.MPI_SOURCE, fault, MPI_COMM_WORLD,
                 MPI_STATUS_IGNORE);
        --here_;
        if (!text.empty()) {
            schedule_.close();
            told_ = told_.empty() ? fmt::format("rank {}: {}", status.MPI_SOURCE, text) : told_;
        }
    }

    std::size_t arms_;
    SweepSchedule& schedule_;
    LocalSource& source_;
    int here_;  // others that have not left
    std::string told_;
};

}  // namespace

Ranks::Ranks() {
    if (started_together() == 0) {
        return;
    }
    int given = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &given);
    joined_ = true;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &count_);
    if (given < MPI_THREAD_SERIALIZED) {
        throw InputError("this MPI allows no calls from threads");
    }
}

Ranks::~Ranks() {
    if (!joined_) {
        return;
    }
    // Others would wait for whoever leaves without a word: ending so, it makes the launcher end them.
    if (std::uncaught_exceptions() == 0 || agreed_ || alone()) {
        MPI_Finalize();
    }
}

void Ranks::together(const std::function<void()>& step) const {
    std::exception_ptr thrown;
    std::string text;
    try {
        step();
    } catch (const std::exception& caught) {
        thrown = std::current_exception();
        text = caught.what();
    }
    if (sum(thrown ? 1 : 0) == 0) {
        return;
    }
    agreed_ = true;
    const bool first_is_well = from_first(text).empty();
    if (first_is_well && thrown && !alone()) {
        fmt::print(stderr, "rank {}: {}\n", rank_, text);
    }
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    throw FileError("another rank could not begin");
}

int Ranks::threads() const {
    if (alone()) {
        return hardware_threads();
    }
    MPI_Comm host = MPI_COMM_NULL;
    MPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, rank_, MPI_INFO_NULL, &host);
    int ranks = 1;
    MPI_Comm_size(host, &ranks);
    cpu_set_t mine;
    CPU_ZERO(&mine);
    sched_getaffinity(0, sizeof mine, &mine);
    cpu_set_t all = mine;
    MPI_Allreduce(&mine, &all, sizeof mine, MPI_BYTE, MPI_BOR, host);
    MPI_Comm_free(&host);
    return std::clamp(CPU_COUNT(&all) / ranks, 1, std::max(1, CPU_COUNT(&mine)));
}

int Ranks::sum(int number) const {
    int all = number;
    if (!alone()) {
        MPI_Allreduce(&number, &all, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    }
    return all;
}

std::string Ranks::from_first(const std::string& text) const {
    if (alone()) {
        return text;
    }
    int size = static_cast<int>(text.size());
    MPI_Bcast(&size, 1, MPI_INT, 0, MPI_COMM_WORLD);
    std::string heard = text;
    heard.resize(static_cast<std::size_t>(size));
    MPI_Bcast(heard.data(), size, MPI_CHAR, 0, MPI_COMM_WORLD);
    return heard;
}

// MPI is called from this thread alone, so that worlds of rank 0 never keep the others waiting.
std::string Ranks::lead(const SweepPlan& plan, SweepSchedule& schedule, LocalSource& source,
                        const std::atomic<bool>& stop, const std::function<void()>& work) const {
    if (alone()) {
        work();
        return "";
    }
    std::exception_ptr thrown;
    std::atomic<bool> working{true};
    std::thread worker([&] {
        try {
            work();
        } catch (...) {
            thrown = std::current_exception();
            schedule.close();
        }
        working.store(false);
    });
    Dispatch dispatch(plan, schedule, source, count_ - 1);
    while (!dispatch.is_over() || working.load()) {
        if (stop.load()) {
            schedule.close();
        }
        if (!dispatch.answer()) {
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }
    worker.join();
    agreed_ = true;
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return dispatch.told();
}

std::unique_ptr<WorldSource> Ranks::follow() const { return std::make_unique<RemoteSource>(); }

void Ranks::leave(const std::string& fault_text) const {
    MPI_Send(fault_text.data(), static_cast<int>(fault_text.size()), MPI_CHAR, 0, fault,
             MPI_COMM_WORLD);
    agreed_ = true;
}

#endif

}  // namespace colead
