// The bar on stderr: how much is done, at which rate, and how long is left.
#pragma once

#include <chrono>
#include <cstddef>
#include <string_view>

namespace colead {

class ProgressBar {
public:
    enum class Mode { automatic, always, never };

    /// Automatic shows the bar where stderr is a terminal.
    /// `what` is counted: a plural.
    explicit ProgressBar(Mode mode, std::string_view what = "arm-runs");
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    void operator()(std::size_t done, std::size_t all);
    double seconds() const;

private:
    bool shown_;
    std::string_view what_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace colead
