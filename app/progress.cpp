#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace colead {

using Clock = std::chrono::steady_clock;

ProgressBar::ProgressBar(Mode mode, std::string_view what)
    : shown_(mode == Mode::always || (mode == Mode::automatic && isatty(STDERR_FILENO) == 1)),
      what_(what),
      start_(Clock::now()) {}

ProgressBar::~ProgressBar() {
    if (drawn_) {
        std::fputs("\n", stderr);
    }
}

double ProgressBar::seconds() const {
    return std::chrono::duration<double>(Clock::now() - start_).count();
}

void ProgressBar::operator()(std::size_t done, std::size_t all) {
    const auto now = Clock::now();
    if (!shown_ || all == 0 ||
        (done < all && drawn_ && now - last_ < std::chrono::milliseconds(100))) {
        return;
    }
    last_ = now;
    drawn_ = true;
    constexpr std::size_t width = 30;
    const std::size_t filled = width * done / all;
    const double rate = seconds() > 0.0 ? static_cast<double>(done) / seconds() : 0.0;
    const std::string left =
        done == 0 ? "" : fmt::format(", {:.0f} s left", static_cast<double>(all - done) / rate);
    fmt::print(stderr, "\r[{}{}] {}/{} {}, {:.1f} per second{}   ", std::string(filled, '='),
               std::string(width - filled, ' '), done, all, what_, rate, left);
    std::fflush(stderr);
}

}  // namespace colead
