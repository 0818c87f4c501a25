// What a page of the explorer sends: a command a line, to one session. Whatever it is, the session answers
// in JSON or with a picture, throws nothing, and exports scenarios that are none only if they can be read.
#include <atomic>
#include <nlohmann/json.hpp>

#include "app/explorer/session.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

namespace {

using explorer::Message;
using nlohmann::json;

// An input may say as much as is answered by so many messages; then its page leaves.
constexpr int most_messages = 100;

const explorer::Catalogue& catalogue() {
    static const explorer::Catalogue small(written("small.toml", R"(burn_in = 1
[network]
people = 12
[[program]]
arm = "control"
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
)"),
                                           {}, {});
    return small;
}

// Worlds in which a month takes a harness seconds: the presets', and those of more people.
bool is_large(std::string_view text) {
    const json command = json::parse(text, nullptr, false);
    if (!command.is_object()) {
        return false;
    }
    const auto& known = catalogue().scenarios();
    const auto named = command.find("scenario");
    if (named != command.end() &&
        std::any_of(known.begin() + 1, known.end(),
                    [&](const auto& preset) { return *named == preset.first; })) {
        return true;
    }
    const auto start = command.find("start");
    if (start == command.end() || !start->is_object()) {
        return false;
    }
    const auto people = start->find("network.people");
    return people != start->end() && *people > 60;
}

void require_right(const Message& message) {
    if (message.kind == Message::Kind::picture) {
        if (message.bytes.size() < 16) {
            fault("a picture without its head");
        }
        return;
    }
    const json said = json::parse(message.bytes, nullptr, false);
    if (!said.is_object() || !said.contains("is")) {
        fault("a message that is no JSON object, or does not say what it is");
    }
    if (said["is"] == "error") {
        require_one_line(said["message"].get<std::string>());
    }
    if (said["is"] == "scenario") {
        try {
            parse_scenario(said["text"].get<std::string>(), "exported.toml", folder(), {});
        } catch (const InputError& refused) {
            fault("what was exported is refused: " + std::string(refused.what()));
        }
    }
}

}  // namespace

void take(std::string_view bytes) {
    std::atomic<bool> left{false};
    int messages = 0;
    explorer::Session session(
        catalogue(), 1,
        [&](const Message& message) {
            require_right(message);
            left = ++messages >= most_messages;
        },
        left);
    session.greet();
    while (!bytes.empty() && !left) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (!is_large(line)) {
            session.handle(line);
            session.play_on();
        }
    }
}

}  // namespace colead::fuzz
