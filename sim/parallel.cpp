#include "sim/parallel.hpp"

#include <exception>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "sim/floating_point.hpp"

#ifdef COLEAD_PARALLEL_STD
#include <atomic>
#include <condition_variable>
#include <vector>
#else
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace colead {

int hardware_threads() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

namespace {

[[noreturn]] void refuse_threads() {
    throw std::runtime_error(
        "the system begins no more threads, for want of memory or by a limit of its own; see "
        "--threads");
}

// Keeps the exception of the lowest-numbered task, so that which one is reported does not depend on
// which thread was faster.
class FirstFault {
public:
    void run(const std::function<void(std::size_t)>& task, std::size_t k) {
        const StandardFloatingPoint here;
        try {
            task(k);
        } catch (...) {
            const std::lock_guard lock(mutex_);
            if (!fault_ || k < task_) {
                fault_ = std::current_exception();
                task_ = k;
            }
        }
    }
    void rethrow() const {
        if (fault_) {
            std::rethrow_exception(fault_);
        }
    }

private:
    std::mutex mutex_;
    std::exception_ptr fault_;
    std::size_t task_ = 0;
};

}  // namespace

#ifdef COLEAD_PARALLEL_STD

// A small pool: the caller works too; each loop is a generation that the waiting threads join.
struct Workers::Backend {
    explicit Backend(int threads) {
        try {
            for (int t = 1; t < threads; ++t) {
                pool.emplace_back([this] { serve(); });
            }
        } catch (...) {
            close();
            throw;
        }
    }
    ~Backend() { close(); }

    void close() {
        {
            const std::lock_guard lock(mutex);
            closing = true;
        }
        wake.notify_all();
        for (std::thread& thread : pool) {
            thread.join();
        }
    }

    void for_tasks(std::size_t tasks, const std::function<void(std::size_t)>& task) {
        {
            const std::lock_guard lock(mutex);
            todo = &task;
            count = tasks;
            next.store(0, std::memory_order_relaxed);
            busy = pool.size();
            ++generation;
        }
        wake.notify_all();
        work();
        std::unique_lock lock(mutex);
        rest.wait(lock, [this] { return busy == 0; });
    }

    void work() {
        for (std::size_t k = next.fetch_add(1); k < count; k = next.fetch_add(1)) {
            (*todo)(k);
        }
    }

    void serve() {
        std::size_t seen = 0;
        for (;;) {
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return closing || generation != seen; });
                if (closing) {
                    return;
                }
                seen = generation;
            }
            work();
            {
                const std::lock_guard lock(mutex);
                --busy;
            }
            rest.notify_one();
        }
    }

    std::mutex mutex;
    std::condition_variable wake;
    std::condition_variable rest;
    std::vector<std::thread> pool;
    const std::function<void(std::size_t)>* todo = nullptr;
    std::size_t count = 0;
    std::atomic<std::size_t> next{0};
    std::size_t busy = 0;
    std::size_t generation = 0;
    bool closing = false;
};

#else

struct Workers::Backend {
    // Without the global control TBB would give no more threads than there are cores.
    explicit Backend(int threads)
        : allowance(tbb::global_control::max_allowed_parallelism,
                    static_cast<std::size_t>(threads)),
          arena(threads) {}

    void for_tasks(std::size_t tasks, const std::function<void(std::size_t)>& task) {
        arena.execute(
            [&] { tbb::parallel_for(std::size_t{0}, tasks, [&](std::size_t k) { task(k); }); });
    }

    tbb::global_control allowance;
    tbb::task_arena arena;
};

#endif

Workers::Workers(int threads) : threads_(std::max(1, threads)) {
    if (threads_ > 1) {
        try {
            backend_ = std::make_unique<Backend>(threads_);
        } catch (const std::system_error& /*no thread*/) {
            refuse_threads();
        }
    }
}

Workers::~Workers() = default;

void Workers::for_tasks(std::size_t tasks, const std::function<void(std::size_t)>& task) const {
    FirstFault fault;
    if (backend_ == nullptr || tasks <= 1) {
        for (std::size_t k = 0; k < tasks; ++k) {
            fault.run(task, k);
        }
    } else {
        // What a task throws is kept; what comes out here is the backend's own.
        try {
            backend_->for_tasks(tasks, [&](std::size_t k) { fault.run(task, k); });
        } catch (const std::runtime_error& /*no thread*/) {
            refuse_threads();
        }
    }
    fault.rethrow();
}

}  // namespace colead
