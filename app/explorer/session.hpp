// What one page and its two worlds say to each other. A page sends commands, JSON objects named by "do";
// it is sent JSON objects named by "is", and pictures of the network as bytes. docs/explorer.md lists
// them. Knows no sockets.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "app/explorer/catalogue.hpp"
#include "app/explorer/two_worlds.hpp"

namespace colead::explorer {

struct Message {
    enum class Kind { text, picture };
    Kind kind = Kind::text;
    std::string bytes;
    /// A picture that the next one replaces: may be left out for a page that is slow.
    bool may_drop = false;
};

class Session {
public:
    using Send = std::function<void(Message)>;

    /// What takes long looks at these: `left` is set when the page has gone, `outdated` tells that a later
    /// start waits.
    Session(
        const Catalogue& catalogue, int threads, Send send, const std::atomic<bool>& left,
        std::function<bool()> outdated = [] { return false; });
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// What a page needs to know before anything starts.
    void greet();
    /// Tells the page what went wrong with no message of its own.
    void complain(const std::string& what);
    /// One message of the page. What is wrong with it is said to the page, never thrown.
    void handle(std::string_view text);
    /// Whether it asks for a start, which outdates one that is under way.
    static bool is_start(std::string_view text);
    /// Months a second while playing, 0 while not.
    double speed() const { return speed_; }
    /// The next month, when playing.
    void play_on();
    /// Messages that were none: a page of ours sends none.
    int mistakes() const { return mistakes_; }

private:
    using json = nlohmann::json;

    void obey(const json& command);
    void start(const json& command);
    void replay(const json& command);
    void step(std::int64_t months, bool quiet);
    bool given_up() const { return left_.load() || outdated_(); }
    void happen(const Event& event);
    void arrange();
    void export_side(const json& command);
    void tell_world(const Scenario& usual);
    void tell_month();
    void tell_pictures(bool may_drop);
    void tell_playing();
    void say(const json& message);
    Event event_of(const json& given, std::int64_t month) const;

    const Catalogue& catalogue_;
    const Workers workers_;
    Send send_;
    const std::atomic<bool>& left_;
    std::function<bool()> outdated_;
    std::string start_key_;  // of burnt_in_: an equal start needs no second burn-in
    std::shared_ptr<const BurntIn> burnt_in_;
    std::unique_ptr<TwoWorlds> worlds_;
    std::string scenario_name_;
    std::vector<Setting> settings_;  // of the start
    double speed_ = 0.0;
    std::int64_t until_ = most_months;  // the month at which playing ends
    int mistakes_ = 0;
};

}  // namespace colead::explorer
