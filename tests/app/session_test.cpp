// The explorer's session without any socket: what a page says and is told.
#include "app/explorer/session.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "agents/state_hash.hpp"
#include "app/explorer/exported.hpp"
#include "app/explorer/messages.hpp"
#include "support/catch.hpp"

using namespace colead;
using namespace colead::explorer;
using nlohmann::json;

namespace {

const std::vector<Setting> small = {{"network.people", "80"}, {"burn_in", "3"}};

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

Scenario small_scenario() { return load_scenario("lawrence-community-works", small); }

TwoWorlds fork(const std::array<std::size_t, sides>& arms) {
    return {burn_in(small_scenario(), 0, [](std::int64_t, std::int64_t) { return true; }), arms};
}

}  // namespace

TEST_CASE("Side by side each world has the bits of its own run") {
    TwoWorlds worlds = fork({1, 2});
    Scenario scenario = small_scenario();
    scenario.run.months = 6;
    const Prepared prepared = prepare(scenario);
    std::vector<std::vector<std::uint64_t>> hashes(3);
    run_replicate(prepared, 0, Workers(1), [&](const Moment& moment, const World& world) {
        hashes[moment.arm].push_back(state_hash(world, 0));
    });
    const Workers workers(2);
    for (std::size_t month = 0; month <= 6; ++month) {
        REQUIRE(state_hash(worlds.side(0).world(), 0) == hashes[1][month]);
        REQUIRE(state_hash(worlds.side(1).world(), 0) == hashes[2][month]);
        worlds.advance(workers);
    }
}

TEST_CASE("A change takes effect from its month on, in its world alone") {
    TwoWorlds worlds = fork({1, 1});
    const Workers workers(1);
    worlds.advance(workers);
    const std::uint64_t before = state_hash(worlds.side(1).world(), 0);
    worlds.apply({1, 2, "dialogue.mu", "0.9"});
    REQUIRE(state_hash(worlds.side(1).world(), 0) == before);
    REQUIRE(state_hash(worlds.side(0).world(), 0) == before);
    worlds.advance(workers);
    REQUIRE(state_hash(worlds.side(0).world(), 0) != state_hash(worlds.side(1).world(), 0));
    REQUIRE(worlds.side(1).scenario().parameters.dialogue.mu == 0.9);
    REQUIRE(worlds.side(0).scenario().parameters.dialogue.mu == 0.3);
    REQUIRE_THROWS(worlds.apply({2, 3, "dialogue.mu", "2"}));
    REQUIRE(worlds.events().size() == 1);
}

TEST_CASE("What follows from parameters follows their change") {
    TwoWorlds worlds = fork({0, 0});
    const std::vector<double> usual =
        worlds.side(0).world().frame->analysis.leverage_within_horizon;
    worlds.apply({0, 2, "issue_system.delay", "20"});
    REQUIRE(worlds.side(0).world().frame->analysis.leverage_within_horizon == usual);
    REQUIRE(worlds.side(1).world().frame->analysis.leverage_within_horizon[0] < usual[0]);
}

TEST_CASE("A push raises what its factor moves toward, for its months, and follows the delay") {
    TwoWorlds worlds = fork({0, 0});
    const Workers workers(1);
    worlds.apply({0, 2, "", "", 3, 0.5, 2});
    const Parameters& p = worlds.side(1).scenario().parameters;
    const double size = 0.5 * p.action.gamma;
    worlds.advance(workers);
    const auto apart = [&](std::size_t k) {
        return worlds.side(1).factors()[k] - worlds.side(0).factors()[k];
    };
    REQUIRE(apart(3) == Approx(size / p.issue_system.delay));
    REQUIRE(apart(0) == Approx(0.0).margin(1e-12));
    REQUIRE(worlds.side(1).pushed()[3] == 0.5);
    REQUIRE(worlds.side(0).pushed()[3] == 0.0);
    worlds.advance(workers);
    const double peak = apart(3);
    REQUIRE(apart(0) > 0.0);  // housing follows jobs a month later
    worlds.advance(workers);
    REQUIRE(worlds.side(1).pushed()[3] == 0.0);
    REQUIRE(worlds.side(1).world().frame->issues.baselines ==
            worlds.side(0).world().frame->issues.baselines);
    for (int month = 0; month < 12; ++month) {
        worlds.advance(workers);
    }
    REQUIRE(apart(3) < 0.5 * peak);
}

TEST_CASE("A budget changed on the way is spent from then on") {
    TwoWorlds worlds = fork({2, 2});
    const Workers workers(1);
    worlds.apply({0, 2, "program.network-development.budget", "200"});
    for (int month = 0; month < 4; ++month) {
        worlds.advance(workers);
    }
    const std::size_t spent = measure_index("spent");
    REQUIRE(worlds.side(0).measured(spent) > 0.0);
    REQUIRE(worlds.side(1).measured(spent) > 5.0 * worlds.side(0).measured(spent));
}

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
    REQUIRE(months.back() == month_message(first));
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

TEST_CASE("A world exported is a scenario that reads back with what was changed") {
    TwoWorlds worlds = fork({1, 2});
    const Workers workers(1);
    worlds.advance(workers);
    worlds.apply({1, 2, "trust.eta", "0.4"});
    worlds.apply({1, 2, "", "", 0, 0.5, 3});
    worlds.advance(workers);
    for (const std::size_t side : {0U, 1U}) {
        const Scenario read = parse_scenario(export_side(worlds, side).text, "exported", "", {});
        REQUIRE(read.parameters.trust.eta == (side == 0 ? 0.25 : 0.4));
        REQUIRE(read.run.months == 60);  // the scenario's: two months seen are too few
        REQUIRE(read.network.people == 80);
        std::vector<std::string> arms;
        for (const Program& program : read.arms) {
            arms.push_back(program.arm);
        }
        REQUIRE(std::find(arms.begin(), arms.end(), "leader-development") != arms.end());
        REQUIRE(std::find(arms.begin(), arms.end(), "network-development") != arms.end());
    }
    REQUIRE(export_side(worlds, 1).text.find("pushed with strength 0.5 for 3 months") !=
            std::string::npos);
    REQUIRE(export_side(worlds, 0).pushes == 0);
    REQUIRE(export_side(worlds, 1).pushes == 1);
    for (int month = 2; month < 14; ++month) {
        worlds.advance(workers);
    }
    REQUIRE(parse_scenario(export_side(worlds, 0).text, "exported", "", {}).run.months == 14);
}

TEST_CASE("Worlds that differ by arm and budget are exported as two arms of one scenario") {
    const auto budgets = [](const TwoWorlds& worlds) {
        const Exported both = export_both(worlds);
        REQUIRE(both.command == "colead compare both.toml");
        std::map<std::string, double> found;
        for (const Program& program : parse_scenario(both.text, both.file, "", {}).arms) {
            found[program.arm] = program.budget;
        }
        return found;
    };
    TwoWorlds worlds = fork({1, 2});
    worlds.apply({0, 2, "program.network-development.budget", "60"});
    worlds.apply({0, 3, "trust.eta", "0.4"});
    REQUIRE(budgets(worlds) == std::map<std::string, double>{{"control", 0.0},
                                                             {"leader-development", 20.0},
                                                             {"network-development", 60.0}});
    REQUIRE(parse_scenario(export_both(worlds).text, "both", "", {}).parameters.trust.eta == 0.4);
    TwoWorlds same_arm = fork({1, 1});
    same_arm.apply({0, 2, "program.leader-development.budget", "60"});
    REQUIRE(budgets(same_arm) == std::map<std::string, double>{{"control", 0.0},
                                                               {"leader-development", 20.0},
                                                               {"leader-development-right", 60.0}});
}

TEST_CASE("Worlds of one arm that differ by parameters are exported as a study of two points") {
    TwoWorlds worlds = fork({0, 0});
    REQUIRE(export_both(worlds).text.find("Nothing that a scenario can say differs") !=
            std::string::npos);
    worlds.apply({0, 1, "issue_system.delay", "3"});
    worlds.apply({0, 2, "issue_system.delay", "18"});
    const Exported both = export_both(worlds);
    REQUIRE(both.command == "colead sweep both.toml -o both.h5");
    REQUIRE(both.text.find("common_luck = true") != std::string::npos);
    REQUIRE(both.text.find("\"issue_system.delay\" = [3, 18]") != std::string::npos);
}

TEST_CASE("A preset started with settings is offered as it comes too") {
    const Catalogue changed("lawrence-community-works", small, {});
    const std::string name = "lawrence-community-works";
    REQUIRE(changed.load(name, changed.first_settings(name)).network.people == 80);
    REQUIRE(changed.load("preset:lawrence-community-works", {}).network.people == 900);
    REQUIRE(changed.listed("preset:elias") == "elias");
    const Catalogue plain("lawrence-community-works", {}, {});
    REQUIRE(plain.listed("preset:lawrence-community-works") == "lawrence-community-works");
    REQUIRE(plain.scenarios().size() + 1 == changed.scenarios().size());
    REQUIRE_THROWS(plain.load("preset:/etc/passwd", {}));
}

TEST_CASE("Pictures hold whom and what they say") {
    TwoWorlds worlds = fork({1, 2});
    const std::string bytes = picture_bytes(worlds, 1);
    const auto word = [&](std::size_t at) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + 4 * at, 4);
        return value;
    };
    const std::size_t people = 80;
    REQUIRE(word(0) == 1);
    REQUIRE(word(1) == 0);
    REQUIRE(word(2) == people);
    REQUIRE(word(3) == worlds.side(1).world().ties.ties());
    REQUIRE(bytes.size() == 16 + people * 8 + word(3) * 5);
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

TEST_CASE("A change that is changed again at once is one event, where nothing lies between") {
    TwoWorlds worlds = fork({1, 2});
    const auto told = [&] {
        std::vector<std::string> values;
        for (const Event& event : worlds.events()) {
            values.push_back(event.value);
        }
        return values;
    };
    using Values = std::vector<std::string>;
    worlds.apply({0, 1, "trust.eta", "0.3"});
    worlds.apply({0, 2, "trust.eta", "0.4"});
    REQUIRE(told() == Values{"0.3", "0.4"});  // each of another side
    worlds.apply({0, 3, "trust.eta", "0.5"});
    REQUIRE(told() == Values{"0.5"});
    worlds.apply({0, 1, "trust.eta", "0.6"});
    REQUIRE(told() == Values{"0.5", "0.6"});  // still holds in the right world
    worlds.apply({0, 1, "dialogue.mu", "0.5"});
    worlds.apply({0, 1, "trust.eta", "0.7"});
    REQUIRE(told() == Values{"0.5", "0.6", "0.5", "0.7"});
    worlds.apply({0, 3, "", "", 0, 0.5, 3});
    worlds.apply({0, 3, "", "", 0, 0.5, 3});
    REQUIRE(worlds.events().size() == 6);  // pushes add up
    worlds.advance(Workers(1));
    worlds.apply({1, 1, "trust.eta", "0.8"});
    worlds.apply({1, 1, "trust.eta", "0.9"});
    REQUIRE(worlds.events().size() == 7);
    REQUIRE(event_message(worlds)["count"] == 7);

    TwoWorlds again = fork({1, 2});
    for (const Event& event : worlds.events()) {
        if (event.month > again.month()) {
            again.advance(Workers(1));
        }
        again.apply(event);
    }
    REQUIRE(fingerprint(again) == fingerprint(worlds));
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
