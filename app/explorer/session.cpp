#include "app/explorer/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/explorer/messages.hpp"
#include "sim/error.hpp"

namespace colead::explorer {

using nlohmann::json;

namespace {

constexpr std::size_t most_events = 400;
constexpr double fastest = 60.0;

const json& need(const json& given, const char* key) {
    const auto found = given.find(key);
    if (found == given.end()) {
        throw InputError(fmt::format("\"{}\" is missing", key));
    }
    return *found;
}

std::string text_in(const json& given, const char* key) {
    const json& value = need(given, key);
    if (!value.is_string()) {
        throw InputError(fmt::format("\"{}\" is not text", key));
    }
    return value.get<std::string>();
}

double number_in(const json& given, const char* key, double low, double high) {
    const json& value = need(given, key);
    const double number = value.is_number() ? value.get<double>() : NAN;
    if (!(number >= low && number <= high)) {
        throw InputError(fmt::format("\"{}\" is not a number from {} to {}", key, low, high));
    }
    return number;
}

std::int64_t whole_in(const json& given, const char* key, std::int64_t low, std::int64_t high) {
    const double number =
        number_in(given, key, static_cast<double>(low), static_cast<double>(high));
    if (number != std::floor(number)) {
        throw InputError(fmt::format("\"{}\" is not a whole number", key));
    }
    return static_cast<std::int64_t>(number);
}

// A value as a scenario file writes it. Only numbers, switches and words are values of parameters.
std::string toml_of(const json& value) {
    if (value.is_number_integer()) {
        return value.dump();
    }
    if (value.is_number()) {
        return value_text(value.get<double>());
    }
    if (value.is_boolean()) {
        return value_text(value.get<bool>());
    }
    if (value.is_string()) {
        return in_quotes(value.get<std::string>());
    }
    throw InputError("a value is a number, true, false or a word");
}

std::size_t arm_in(const Scenario& scenario, const std::string& name) {
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        if (scenario.arms[arm].arm == name) {
            return arm;
        }
    }
    throw InputError(fmt::format("the scenario has no arm \"{}\"", name));
}

// Unnamed: the second arm against the last, leaders against networks in every preset.
std::array<std::size_t, sides> arms_in(const json& command, const Scenario& scenario) {
    const std::size_t last = scenario.arms.size() - 1;
    std::array<std::size_t, sides> arms = {std::min<std::size_t>(last > 1 ? 1 : 0, last), last};
    if (const auto named = command.find("arms"); named != command.end()) {
        if (!named->is_array() || named->size() != sides) {
            throw InputError("\"arms\" is not a list of two");
        }
        for (std::size_t s = 0; s < sides; ++s) {
            if (!(*named)[s].is_string()) {
                throw InputError("\"arms\" is not a list of two names");
            }
            arms[s] = arm_in(scenario, (*named)[s].get<std::string>());
        }
    }
    return arms;
}

std::vector<Setting> settings_in(const json& command, const Scenario& scenario) {
    std::vector<Setting> settings;
    const auto given = command.find("start");
    if (given == command.end()) {
        return settings;
    }
    if (!given->is_object()) {
        throw InputError("\"start\" is not an object");
    }
    for (const auto& [key, value] : given->items()) {
        if (Catalogue::when(key, scenario) == Catalogue::When::never) {
            throw InputError(fmt::format("{} cannot be set at the start", key));
        }
        settings.push_back({key, toml_of(value), "explorer"});
    }
    return settings;
}

// A page has no lines: what a message says of a place in a file is left out where there was no file.
std::string for_a_page(std::string message) {
    constexpr std::string_view place = "explorer:";
    const std::size_t end = message.find(": ", place.size() - 1);
    if (message.starts_with(place) && end != std::string::npos) {
        message.erase(0, end + 2);
    }
    return message;
}

// What was wrong, and with what, so that the page can show it there.
json error_message(const json& command, const std::string& what) {
    json message = {{"is", "error"}, {"message", for_a_page(what)}};
    for (const char* about : {"do", "key"}) {
        if (command.is_object() && command.contains(about) && command[about].is_string()) {
            message[about] = command[about];
        }
    }
    return message;
}

}  // namespace

Session::Session(const Catalogue& catalogue, int threads, Send send, const std::atomic<bool>& left,
                 std::function<bool()> outdated)
    : catalogue_(catalogue),
      workers_(threads),
      send_(std::move(send)),
      left_(left),
      outdated_(std::move(outdated)) {}

Session::~Session() = default;

// What is not UTF-8, as names of files may be, is replaced.
void Session::say(const json& message) {
    send_(
        {Message::Kind::text, message.dump(-1, ' ', false, json::error_handler_t::replace), false});
}

void Session::complain(const std::string& what) { say(error_message(json::object(), what)); }

void Session::greet() { say(greeting(catalogue_)); }

void Session::handle(std::string_view text) {
    const json command = json::parse(text, nullptr, false);
    try {
        if (!command.is_object()) {
            throw InputError("a command is a JSON object");
        }
        obey(command);
    } catch (const std::exception& error) {
        ++mistakes_;
        say(error_message(command, error.what()));
    }
}

bool Session::is_start(std::string_view text) {
    const json command = json::parse(text, nullptr, false);
    const auto what = command.is_object() ? command.find("do") : command.end();
    return what != command.end() && *what == "start";
}

void Session::obey(const json& command) {
    const std::string what = text_in(command, "do");
    if (what == "start") {
        start(command);
        return;
    }
    if (!worlds_) {
        throw InputError("nothing has been started");
    }
    if (what == "step") {
        step(whole_in(command, "months", 1, most_months), false);
    } else if (what == "play") {
        const std::int64_t until =
            command.contains("until") ? whole_in(command, "until", 1, most_months) : most_months;
        speed_ = number_in(command, "speed", 0.1, fastest);
        until_ = until;
        tell_playing();
    } else if (what == "pause") {
        speed_ = 0.0;
        tell_playing();
        tell_pictures(false);
    } else if (what == "change" || what == "push") {
        happen(event_of(command, worlds_->month()));
    } else if (what == "arrange") {
        arrange();
    } else if (what == "export") {
        export_side(command);
    } else {
        throw InputError(fmt::format("unknown command \"{}\"", what));
    }
}

Event Session::event_of(const json& given, std::int64_t month) const {
    Event event;
    event.month = month;
    event.on = static_cast<unsigned>(whole_in(given, "on", 1, 3));
    const Scenario& scenario = worlds_->side(0).scenario();
    if (given.contains("key")) {
        event.key = text_in(given, "key");
        event.value = toml_of(need(given, "value"));
        if (Catalogue::when(event.key, scenario) != Catalogue::When::now) {
            throw InputError(fmt::format("{} cannot be changed on the way", event.key));
        }
    } else {
        event.factor =
            static_cast<int>(whole_in(given, "factor", 0, scenario.issues.factors() - 1));
        event.strength = number_in(given, "strength", -1.0, 1.0);
        event.months = whole_in(given, "months", 1, most_months);
    }
    return event;
}

void Session::happen(const Event& event) {
    if (worlds_->events().size() >= most_events) {
        throw InputError(fmt::format("more than {} changes: start anew", most_events));
    }
    worlds_->apply(event);
    say(event_message(*worlds_));
}

void Session::start(const json& command) {
    speed_ = 0.0;
    std::string name = command.contains("scenario") ? text_in(command, "scenario")
                                                    : catalogue_.scenarios().front().first;
    name = std::string(catalogue_.listed(name));
    const auto replicate = static_cast<std::uint32_t>(
        command.contains("replicate") ? whole_in(command, "replicate", 0, 1'000'000) : 0);
    const Scenario usual = catalogue_.load(name, {});
    std::vector<Setting> settings =
        command.contains("start") ? settings_in(command, usual) : catalogue_.first_settings(name);
    Scenario scenario = catalogue_.load(name, settings);
    if (scenario.files.ties.empty() && scenario.network.people > most_people) {
        throw InputError(fmt::format("the explorer shows worlds of up to {} people", most_people));
    }
    const std::array<std::size_t, sides> arms = arms_in(command, scenario);
    const std::string key = fmt::format("{} {}\n{}", name, replicate, to_toml(scenario));
    if (key != start_key_ || !burnt_in_) {
        auto burnt_in =
            burn_in(std::move(scenario), replicate, [&](std::int64_t month, std::int64_t months) {
                if (month % 10 == 0) {
                    say({{"is", "burn_in"}, {"month", month}, {"months", months}});
                }
                return !given_up();
            });
        if (!burnt_in) {
            return;
        }
        burnt_in_ = std::move(burnt_in);
        start_key_ = key;
    }
    scenario_name_ = name;
    settings_ = std::move(settings);
    worlds_ = std::make_unique<TwoWorlds>(burnt_in_, arms);
    tell_world(usual);
    tell_month();
    replay(command);
}

// A state that was shared, or is to be had with other arms or luck: its events at their months, up to its month.
void Session::replay(const json& command) {
    const json events = command.value("events", json::array());
    if (!events.is_array() || events.size() > most_events) {
        throw InputError("\"events\" is not a list, or is too long");
    }
    const std::int64_t until =
        command.contains("month") ? whole_in(command, "month", 0, most_months) : 0;
    for (const json& given : events) {
        if (!given.is_object()) {
            throw InputError("an event is a JSON object");
        }
        const std::int64_t month = whole_in(given, "month", worlds_->month(), until);
        step(month - worlds_->month(), true);
        if (given_up()) {
            return;
        }
        happen(event_of(given, month));
    }
    step(until - worlds_->month(), true);
    if (given_up()) {
        return;
    }
    if (command.contains("check") && text_in(command, "check") != fingerprint(*worlds_)) {
        say({{"is", "differs"}});
    }
    tell_pictures(false);
    tell_playing();
}

void Session::step(std::int64_t months, bool quiet) {
    for (std::int64_t n = 0; n < months && !given_up() && worlds_->month() < most_months; ++n) {
        worlds_->advance(workers_);
        // Nobody sees a state on the way: its fingerprint would cost a fifth of the month.
        const bool stays = n + 1 == months || worlds_->month() == most_months;
        say(month_message(*worlds_, stays));
    }
    if (!quiet) {
        tell_pictures(false);
    }
}

void Session::play_on() {
    if (speed_ <= 0.0) {
        return;
    }
    if (worlds_->month() < until_) {
        worlds_->advance(workers_);
        tell_month();
    }
    const bool ends = worlds_->month() >= until_;
    tell_pictures(!ends);
    if (ends) {
        speed_ = 0.0;
        tell_playing();
    }
}

void Session::arrange() {
    for (std::size_t side = 0; side < sides; ++side) {
        say({{"is", "places"}, {"side", side}, {"places", places_of(*worlds_, side)}});
    }
}

void Session::export_side(const json& command) {
    say(exported(*worlds_, static_cast<std::size_t>(whole_in(command, "side", 0, sides))));
}

void Session::tell_world(const Scenario& usual) {
    json message = world_message(*worlds_, scenario_name_);
    message["usual"] = values_of(usual);
    message["start"] = json::object();
    for (const Setting& setting : settings_) {
        message["start"][setting.key] = json::parse(setting.value);
    }
    say(message);
}

void Session::tell_month() { say(month_message(*worlds_, true)); }
void Session::tell_playing() { say({{"is", "playing"}, {"speed", speed_}}); }

void Session::tell_pictures(bool may_drop) {
    for (std::size_t side = 0; side < sides; ++side) {
        send_({Message::Kind::picture, picture_bytes(*worlds_, side), may_drop});
    }
}

}  // namespace colead::explorer
