// Several processes that run one sweep together, on one host or on many: started by mpirun or srun, which
// number them by ranks. Rank 0 decides and hands out worlds, a few at a time, to whoever asks; all of them
// run worlds and write parts of their own. ranks.cpp is the one file that knows MPI: who started the
// process is the program's affair, and analysis/ sees no more than a source of worlds.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "analysis/sweep_run.hpp"

namespace colead {

/// Throws InputError where mpirun or srun started several processes, which this command is not for.
void refuse_ranks();

class Ranks {
public:
    /// Joins the others where mpirun or srun started this process as one of several. Throws InputError
    /// when they did and the program was built without MPI.
    Ranks();
    ~Ranks();  // NOLINT(performance-trivially-destructible): with MPI it ends MPI
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;

    int rank() const { return rank_; }
    int count() const { return count_; }
    bool alone() const { return count_ == 1; }

    /// Runs `step` on every rank. Where it throws on any, it throws on all: on rank 0 what went wrong
    /// there, and what went wrong elsewhere only is told on stderr.
    void together(const std::function<void()>& step) const;
    /// Threads for this rank: the processors that the ranks of this host may use together, divided by
    /// how many ranks these are; no more than this one may use.
    int threads() const;
    /// Over all ranks, which must all call it.
    int sum(int number) const;
    /// What rank 0 says, heard by all, which must all call it.
    std::string from_first(const std::string& text) const;

    /// Rank 0: answers the others until each has left, while `work` runs in a thread of its own. Returns
    /// what went wrong elsewhere, or "". Throws what `work` throws.
    std::string lead(const SweepPlan& plan, SweepSchedule& schedule, LocalSource& source,
                     const std::atomic<bool>& stop, const std::function<void()>& work) const;
    /// Other ranks: worlds that rank 0 hands out.
    std::unique_ptr<WorldSource> follow() const;
    /// Other ranks: the last word to rank 0; not empty, nothing more is handed out to anybody.
    void leave(const std::string& fault) const;

private:
    int rank_ = 0;
    int count_ = 1;
    [[maybe_unused]] bool joined_ = false;          // without MPI nobody joins
    [[maybe_unused]] mutable bool agreed_ = false;  // that all end, and no rank waits for another
};

}  // namespace colead
