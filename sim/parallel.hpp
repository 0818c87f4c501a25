// The one door to threads. A loop over people is cut into blocks whose bounds depend on nothing but
// the count, and a body may write only what belongs to its own block: so the bits of a result never
// depend on how many threads there are. Two backends: oneTBB (default) and standard threads
// (-DCOLEAD_PARALLEL=std), since ThreadSanitizer cannot see into a distribution's TBB.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>

namespace colead {

class Workers {
public:
    /// `threads` >= 1; one means that loops run in the caller. Throws std::runtime_error when the system begins
    /// no more threads.
    explicit Workers(int threads = 1);
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    int count() const { return threads_; }

    /// Calls task(k) once for each k in [0, tasks), in any order, on any thread; returns when all are
    /// done. The first exception, by the number of its task, is thrown again here; std::runtime_error when
    /// the system begins no more threads.
    void for_tasks(std::size_t tasks, const std::function<void(std::size_t)>& task) const;

    /// Calls body(begin, end) for each block of [0, count).
    template <class Body>
    void for_blocks(std::size_t count, Body&& body, std::size_t block = people_per_block) const {
        const std::size_t blocks = (count + block - 1) / block;
        if (threads_ == 1 || blocks <= 1) {
            for (std::size_t b = 0; b < blocks; ++b) {
                body(b * block, std::min(count, (b + 1) * block));
            }
            return;
        }
        for_tasks(blocks,
                  [&](std::size_t b) { body(b * block, std::min(count, (b + 1) * block)); });
    }

    /// Large enough to hide the cost of a task, small enough to share 10^4 people between threads.
    static constexpr std::size_t people_per_block = 512;

private:
    struct Backend;
    int threads_;
    std::unique_ptr<Backend> backend_;
};

/// Threads this machine offers, at least 1.
int hardware_threads();

}  // namespace colead
