// The bar on stderr: how many arm-runs are done, at which rate, and how long is left.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace colead {

class ProgressBar {
public:
    enum class Mode { automatic, always, never };

    /// Automatic shows the bar where stderr is a terminal.
    explicit ProgressBar(Mode mode);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void operator()(std::size_t done, std::size_t all);
    double seconds() const;

private:
    bool shown_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace colead
