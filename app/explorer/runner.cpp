#include "app/explorer/runner.hpp"

#include <algorithm>
#include <chrono>
#include <exception>

namespace colead::explorer {

namespace {

constexpr int most_mistakes = 50;

}  // namespace

Runner::Runner(const Catalogue& catalogue, int threads, std::function<void()> ready)
    : ready_(std::move(ready)), thread_([this, &catalogue, threads] {
          live(catalogue, threads);
          ended_.store(true);
          ready_();
      }) {}

void Runner::finish() {
    leave();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void Runner::live(const Catalogue& catalogue, int threads) {
    Session session(
        catalogue, threads, [this](Message message) { send(std::move(message)); }, left_,
        [this] { return start_waits(); });
    try {
        session.greet();
        serve(session);
    } catch (const std::exception& error) {  // ends this page, and no other
        session.complain(error.what());
    }
}

void Runner::serve(Session& session) {
    std::string text;
    while (!left_.load()) {
        if (next_command(text, session.speed())) {
            session.handle(text);
        } else if (!left_.load()) {
            session.play_on();
        }
        if (session.mistakes() > most_mistakes) {
            leave();
        }
    }
}

// Waits for a command, or for the time of the next month when playing; false when that has come.
bool Runner::next_command(std::string& text, double speed) {
    using namespace std::chrono;
    std::unique_lock lock(mutex_);
    const auto woken = [&] { return left_.load() || !in_.empty(); };
    if (speed <= 0.0) {
        changed_.wait(lock, woken);
    } else {
        changed_.wait_until(lock, next_month_, woken);
    }
    if (in_.empty()) {
        const auto pause = duration_cast<steady_clock::duration>(duration<double>(1.0 / speed));
        // From now on where the machine cannot keep up, so that no debt of months is run up.
        next_month_ = std::max(next_month_ + pause, steady_clock::now());
        return false;
    }
    text = std::move(in_.front().text);
    in_.pop_front();
    return true;
}

bool Runner::start_waits() {
    const std::lock_guard lock(mutex_);
    return std::any_of(in_.begin(), in_.end(), [](const Command& c) { return c.is_start; });
}

void Runner::send(Message message) {
    {
        std::unique_lock lock(mutex_);
        if (message.may_drop && out_.size() >= most_waiting_out / 4) {
            return;
        }
        changed_.wait(lock, [&] { return left_.load() || out_.size() < most_waiting_out; });
        if (left_.load()) {
            return;
        }
        out_.push_back(std::move(message));
    }
    ready_();
}

bool Runner::command(std::string text) {
    const bool is_start = Session::is_start(text);
    {
        const std::lock_guard lock(mutex_);
        if (in_.size() >= most_waiting_in) {
            return false;
        }
        in_.push_back({std::move(text), is_start});
    }
    changed_.notify_all();
    return true;
}

bool Runner::take(Message& message) {
    {
        const std::lock_guard lock(mutex_);
        if (out_.empty()) {
            return false;
        }
        message = std::move(out_.front());
        out_.pop_front();
    }
    changed_.notify_all();
    return true;
}

void Runner::leave() {
    {
        const std::lock_guard lock(mutex_);
        left_.store(true);
        out_.clear();
    }
    changed_.notify_all();
}

}  // namespace colead::explorer
