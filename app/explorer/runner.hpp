// A session and the thread it runs on. Commands come in from the server's thread, messages go out through a
// queue of a few: when it is full the worlds wait for their page, so that one that does not read costs no
// more than that queue, and no other page anything.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "app/explorer/session.hpp"

namespace colead::explorer {

class Runner {
public:
    static constexpr std::size_t most_waiting_out = 16;
    static constexpr std::size_t most_waiting_in = 64;

    /// `ready` is called, from the runner's thread, when a message waits to be taken, and at the end.
    Runner(const Catalogue& catalogue, int threads, std::function<void()> ready);
    ~Runner() { finish(); }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// False when too many commands wait already.
    bool command(std::string text);
    /// The next message to send, if any.
    bool take(Message& message);
    /// The page has gone: the thread will end soon.
    void leave();
    /// Leaves and waits for the thread.
    void finish();
    bool ended() const { return ended_.load(); }

private:
    void live(const Catalogue& catalogue, int threads);
    void serve(Session& session);
    void send(Message message);
    bool next_command(std::string& text, double speed);
    bool start_waits();

    std::function<void()> ready_;
    std::mutex mutex_;
    std::condition_variable changed_;
    struct Command {
        std::string text;
        bool is_start;
    };
    std::deque<Command> in_;
    std::deque<Message> out_;
    std::atomic<bool> left_{false};
    std::atomic<bool> ended_{false};
    std::chrono::steady_clock::time_point next_month_{};
    std::thread thread_;
};

}  // namespace colead::explorer
