// The explorer's session without any socket: what a page says and is told.
#include "app/explorer/session.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "agents/state_hash.hpp"
#include "app/explorer/messages.hpp"
#include "support/catch.hpp"
#include "support/explorer_worlds.hpp"

using namespace colead;
using namespace colead::explorer;
using namespace colead::explorer::test;
using nlohmann::json;

namespace {

struct Told {
    Catalogue catalogue{"lawrence-community-works", small, {}};
    std::vector<Message> messages;
    std::atomic<bool> left{false};
    bool outdated = false;
    Session session{catalogue, 1,
                    [this](Message message) { messages.push_back(std::move(message)); }, left,
                    [this] { return outdated; }};

    std::vector<json> of(const std::string& kind) const {
        std::vector<json> found;
        for (const Message& message : messages) {
            if (message.kind == Message::Kind::text) {
                const json text = json::parse(message.bytes);
                if (text["is"] == kind) {
                    found.push_back(text);
                }
            }
        }
        return found;
    }
    void say(const std::string& command) { session.handle(command); }
    std::string last_error() const {
        const std::vector<json> errors = of("error");
        return errors.empty() ? "" : errors.back()["message"].get<std::string>();
    }
};

// Chained over both worlds.
std::uint64_t hash_of(const TwoWorlds& worlds) {
    return state_hash(worlds.side(1).world(), state_hash(worlds.side(0).world(), 0));
}

}  // namespace

TEST_CASE("Setup, events and month give the same state again, bit for bit") {
    TwoWorlds first = fork({1, 2});
    TwoWorlds again = fork({1, 2});
    const Workers workers(1);
    for (TwoWorlds* worlds : {&first, &again}) {
        worlds->advance(workers);
        worlds->apply({1, 3, "trust.eta", "0.4"});
        worlds->advance(workers);
        worlds->apply({2, 1, "", "", 0, -0.3, 1});
        worlds->advance(workers);
    }
    REQUIRE(hash_of(first) == hash_of(again));

    Told told;
    told.say(
        R"({"do":"start","arms":["leader-development","network-development"],"month":3,"events":[
        {"month":1,"on":3,"key":"trust.eta","value":0.4},
        {"month":2,"on":1,"factor":0,"strength":-0.3,"months":1}]})");
    REQUIRE(told.last_error().empty());
    const std::vector<json> months = told.of("month");
    REQUIRE(months.size() == 4);
    REQUIRE(months.back() == month_message(first, true));
    // On the way nobody sees a state: only what stays has its fingerprint.
    told.say(R"({"do":"step","months":2})");
    const std::vector<json> on = told.of("month");
    CHECK_FALSE(on[on.size() - 2].contains("check"));
    first.advance(workers);
    first.advance(workers);
    CHECK(on.back() == month_message(first, true));
    REQUIRE(told.of("event").size() == 2);
}

TEST_CASE("A page may not name files, nor set what is not its to set") {
    Told told;
    told.say(R"({"do":"start","scenario":"/etc/passwd"})");
    REQUIRE(told.last_error().find("offers no scenario") != std::string::npos);
    told.say(R"({"do":"start","scenario":"../secret.toml"})");
    REQUIRE(told.last_error().find("offers no scenario") != std::string::npos);
    for (const char* key :
         {"network.ties", "network.people_file", "network.degrees", "title", "months",
          "measures.network_every", "until.ci", "program.leader-development.preset", "nonsense"}) {
        INFO(key);
        told.say(R"({"do":"start","start":{")" + std::string(key) + R"(":"/etc/passwd"}})");
        REQUIRE(told.last_error() == std::string(key) + " cannot be set at the start");
    }
    REQUIRE(told.of("world").empty());
    told.say(R"({"do":"start","start":{"network.people":100000}})");
    REQUIRE(told.last_error().find("up to 20000 people") != std::string::npos);
    told.say(R"({"do":"start"})");
    REQUIRE(told.of("world").size() == 1);
    for (const char* key : {"network.people", "burn_in", "network.ties", "seed"}) {
        told.say(R"({"do":"change","on":3,"value":2,"key":")" + std::string(key) + R"("})");
        REQUIRE(told.last_error() == std::string(key) + " cannot be changed on the way");
    }
}

TEST_CASE("What is wrong with a command is told, and changes nothing") {
    Told told;
    told.say(R"({"do":"step","months":1})");
    REQUIRE(told.last_error() == "nothing has been started");
    told.say(R"({"do":"start"})");
    const std::size_t before = told.of("month").size();
    for (
        const char* command :
        {"",
         "{",
         "[]",
         "1",
         "null",
         R"("step")",
         R"({})",
         R"({"do":1})",
         R"({"do":"fly"})",
         R"({"do":"step"})",
         R"({"do":"step","months":0})",
         R"({"do":"step","months":1.5})",
         R"({"do":"step","months":1e300})",
         R"({"do":"step","months":"1"})",
         R"({"do":"play","speed":0})",
         R"({"do":"play","speed":1e9})",
         R"({"do":"change","on":3,"key":"dialogue.mu"})",
         R"({"do":"change","on":3,"key":"dialogue.mu","value":[]})",
         R"({"do":"change","on":3,"key":"dialogue.mu","value":2})",
         R"({"do":"change","on":3,"key":"dialogue.mu","value":"x\" \n[network]\nties=\"/etc/passwd"})",
         R"({"do":"change","on":0,"key":"dialogue.mu","value":0.5})",
         R"({"do":"change","on":3,"key":"coalitions.cover","value":"all"})",
         R"({"do":"push","on":3,"factor":8,"strength":1,"months":1})",
         R"({"do":"push","on":3,"factor":-1,"strength":1,"months":1})",
         R"({"do":"push","on":3,"factor":0,"strength":2,"months":1})",
         R"({"do":"push","on":3,"factor":0,"strength":0.5,"months":0})",
         R"({"do":"export","side":3})",
         R"({"do":"start","arms":["control"]})",
         R"({"do":"start","arms":["control","other"]})",
         R"({"do":"start","arms":[1,2]})",
         R"({"do":"start","replicate":-1})"}) {
        INFO(command);
        const std::size_t errors = told.of("error").size();
        told.say(command);
        REQUIRE(told.of("error").size() == errors + 1);
    }
    REQUIRE(told.of("month").size() == before);
    REQUIRE(told.of("event").empty());
    told.say(R"({"do":"start","events":7})");
    REQUIRE(told.last_error() == "\"events\" is not a list, or is too long");
    told.say(
        R"({"do":"start","events":[{"month":3,"on":3,"key":"dialogue.mu","value":0.5}],"month":2})");
    REQUIRE(told.last_error() == "\"month\" is not a number from 0 to 2");
}

TEST_CASE("Playing goes on month by month until the last that is allowed") {
    Told told;
    told.say(R"({"do":"start","start":{"network.people":10},"month":599})");
    told.say(R"({"do":"play","speed":60})");
    REQUIRE(told.session.speed() == 60.0);
    told.session.play_on();
    told.session.play_on();
    REQUIRE(told.session.speed() == 0.0);
    REQUIRE(told.of("month").back()["month"] == 600);
    told.say(R"({"do":"step","months":5})");
    REQUIRE(told.of("month").back()["month"] == 600);
}

TEST_CASE("Playing to a month ends there") {
    Told told;
    told.say(R"({"do":"start"})");
    told.say(R"({"do":"play","speed":60,"until":2})");
    for (int turn = 0; turn < 4; ++turn) {
        told.session.play_on();
    }
    REQUIRE(told.session.speed() == 0.0);
    REQUIRE(told.of("month").back()["month"] == 2);
    REQUIRE(told.of("playing").back()["speed"] == 0.0);
    told.say(R"({"do":"play","speed":60,"until":601})");
    REQUIRE(told.last_error() == "\"until\" is not a number from 1 to 600");
}

TEST_CASE("What a page starts with unasked is part of the state, and can be said elsewhere") {
    Told own;
    own.catalogue = Catalogue("lawrence-community-works",
                              {{"network.people", "80"},
                               {"burn_in", "3"},
                               {"seed", "4"},
                               {"seed", "5"},
                               {"trust.eta", "0.4"},
                               {"program.leader-development.budget", "35"},
                               {"organizing.structure", "either"}},
                              {"leader-development", "control"});
    own.say(R"({"do":"start"})");
    own.say(R"({"do":"step","months":2})");
    const json world = own.of("world").front();
    REQUIRE(world["seed"] == 5);
    REQUIRE(world["start"] == json({{"network.people", 80},
                                    {"burn_in", 3},
                                    {"seed", 5},
                                    {"trust.eta", 0.4},
                                    {"program.leader-development.budget", 35.0},
                                    {"organizing.structure", "either"}}));
    REQUIRE(world["values"][0]["trust.eta"] == 0.4);
    REQUIRE(world["usual"]["trust.eta"] == 0.25);
    REQUIRE(world["usual"]["network.people"] == 900);

    Told other;
    const json shared = {{"do", "start"},
                         {"arms", world["on"]},
                         {"start", world["start"]},
                         {"month", 2},
                         {"check", own.of("month").back()["check"]}};
    other.say(shared.dump());
    REQUIRE(other.last_error().empty());
    REQUIRE(other.of("month").back() == own.of("month").back());
    REQUIRE(other.of("differs").empty());
    // Nothing of the command line is left where a page says what it starts with.
    own.say(R"({"do":"start","start":{"network.people":80,"burn_in":3}})");
    REQUIRE(own.of("world").back()["seed"] == 1);
}

TEST_CASE("A start that a later one has outdated is broken off, in burn-in and on the way") {
    Told told;
    told.outdated = true;
    told.say(R"({"do":"start"})");
    REQUIRE(told.of("world").empty());
    told.outdated = false;
    told.say(R"({"do":"start"})");
    const std::size_t months = told.of("month").size();
    told.outdated = true;  // the burn-in is known by now
    told.say(
        R"({"do":"start","month":9,"events":[{"month":5,"on":3,"key":"trust.eta","value":0.5}]})");
    REQUIRE(told.of("world").size() == 2);
    REQUIRE(told.of("month").size() == months + 1);
    REQUIRE(told.of("event").empty());
    REQUIRE(told.last_error().empty());
}

TEST_CASE("What is wrong with a change is told with its parameter, and names no line of a file") {
    Told told;
    told.say(R"({"do":"start"})");
    told.say(R"({"do":"change","on":3,"key":"person.capacity_low","value":0.9})");
    REQUIRE(told.of("error").back() ==
            json({{"is", "error"},
                  {"do", "change"},
                  {"key", "person.capacity_low"},
                  {"message", "person.capacity_low = 0.9 is above person.capacity_high = 0.35"}}));
}

TEST_CASE("A state is told from others: by its worlds, and by what they are set to") {
    TwoWorlds worlds = fork({1, 2});
    const std::string first = fingerprint(worlds);
    REQUIRE(fingerprint(fork({1, 2})) == first);
    REQUIRE(fingerprint(fork({2, 1})) != first);
    // At month 0 the people are the same, but not what programs will do with them.
    worlds.apply({0, 1, "program.leader-development.budget", "80"});
    const std::string set = fingerprint(worlds);
    REQUIRE(set != first);
    worlds.advance(Workers(1));
    REQUIRE(fingerprint(worlds) != set);

    Scenario renamed = small_scenario();
    renamed.title = "Another title";
    renamed.run.replicates = 7;
    keep_arms(renamed, {"network-development", "leader-development"});
    const auto go_on = [](std::int64_t, std::int64_t) { return true; };
    REQUIRE(fingerprint({burn_in(std::move(renamed), 0, go_on), {1, 0}}) == first);

    Told told;
    told.say(R"({"do":"start","check":"0"})");
    REQUIRE(told.of("differs").size() == 1);
    REQUIRE(told.of("playing").size() == 1);
    told.say(R"({"do":"start","check":")" + told.of("month").back()["check"].get<std::string>() +
             R"("})");
    REQUIRE(told.of("differs").size() == 1);
}

TEST_CASE("A file whose name is no UTF-8 is greeted with, and asked for, like any other") {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("colead-names-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const std::string path = (folder / "caf\xe9.toml").string();
    std::ofstream(path) << "months = 12\nburn_in = 2\n[network]\npeople = 40\n";
    Told told;
    told.catalogue = Catalogue(path, {}, {});
    told.session.greet();
    REQUIRE(told.messages.size() == 1);
    REQUIRE(json::parse(told.messages[0].bytes)["is"] == "hello");
    told.say("{\"do\":\"start\",\"scenario\":\"caf\xe9.toml\"}");
    REQUIRE(told.of("error").size() == 1);
    told.say(R"({"do":"start"})");
    REQUIRE(told.of("month").size() == 1);
    std::filesystem::remove_all(folder);
}
