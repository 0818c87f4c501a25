#include "app/explorer/messages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "agents/state_hash.hpp"
#include "analysis/measure_ids.hpp"
#include "app/explorer/exported.hpp"
#include "colead_version.hpp"

namespace colead::explorer {

using nlohmann::json;

namespace {

json value_of(const std::string& toml) { return json::parse(toml); }

json parameter_of(const ParameterInfo& row, bool at_start) {
    return {{"key", row.key},        {"type", row.type},
            {"unit", row.unit},      {"low", row.low},
            {"high", row.high},      {"choices", row.choices},
            {"help", row.help},      {"source", row.source},
            {"level", row.leverage}, {"default", value_of(row.initial)},
            {"at_start", at_start}};
}

json rounded(const std::vector<Point>& places) {
    json xy = json::array();
    for (const Point& point : places) {
        xy.push_back(std::lround(1000.0 * point.x));
        xy.push_back(std::lround(1000.0 * point.y));
    }
    return xy;
}

json issues_of(const Side& side) {
    const IssueSystem& issues = side.scenario().issues;
    return {{"names", issues.names}, {"influence", issues.influence}, {"weights", issues.weights}};
}

// A quarter of the ties that are shown has less trust than the first, half less than the second ...
json trust_quartiles(const NetworkPicture& picture) {
    std::vector<float> trust;
    for (const NetworkPicture::Tie& tie : picture.ties) {
        trust.push_back(tie.trust);
    }
    std::sort(trust.begin(), trust.end());
    json quartiles = json::array();
    for (std::size_t quarter = 1; quarter < 4 && !trust.empty(); ++quarter) {
        quartiles.push_back(trust[quarter * (trust.size() - 1) / 4]);
    }
    return quartiles;
}

// JSON has no NaN: a measure without a value is null.
json number(double value) { return std::isnan(value) ? json(nullptr) : json(value); }

json month_of(const Side& side) {
    json measured = json::array();
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (measures()[m].along == Along::nothing) {
            measured.push_back(number(side.measured(m)));
        }
    }
    json groups = json::array();
    for (std::size_t g = 0; g < side.world().frame->groups(); ++g) {
        groups.push_back(number(side.measured(measure::result_by_group, g)));
    }
    return {{"measures", std::move(measured)},
            {"groups", std::move(groups)},
            {"factors", side.factors()},
            {"output", side.output()},
            {"pushed", side.pushed()}};
}

json both_values(const TwoWorlds& worlds) {
    return {values_of(worlds.side(0).scenario()), values_of(worlds.side(1).scenario())};
}

template <class Number>
void append(std::string& bytes, Number number) {
    static_assert(std::endian::native == std::endian::little);
    char raw[sizeof number];
    std::memcpy(raw, &number, sizeof number);
    bytes.append(raw, sizeof number);
}

template <class Number, class From>
Number narrow(From value, Number most) {
    return value < 0 ? Number{0} : static_cast<Number>(std::min<std::int64_t>(value, most));
}

}  // namespace

json greeting(const Catalogue& catalogue) {
    json scenarios = json::array();
    for (const auto& [name, title] : catalogue.scenarios()) {
        scenarios.push_back({{"name", name}, {"title", title}});
    }
    json parameters = json::array();
    for (const ParameterInfo& row : Catalogue::parameters()) {
        parameters.push_back(
            parameter_of(row, row.section.empty() || row.section == NetworkParameters::section));
    }
    json measured = json::array();
    for (const Measure& measure : measures()) {
        if (measure.along == Along::nothing) {
            measured.push_back({{"name", measure.name},
                                {"units", measure.units},
                                {"long_name", measure.long_name},
                                {"description", measure.description}});
        }
    }
    return {{"is", "hello"},
            {"version", COLEAD_VERSION},
            {"scenarios", std::move(scenarios)},
            {"parameters", std::move(parameters)},
            {"measures", std::move(measured)},
            {"most_months", most_months},
            {"most_people", most_people}};
}

json values_of(const Scenario& scenario) {
    json values = json::object();
    for (const ParameterInfo& row : Catalogue::parameters()) {
        if (const auto text = parameter_text(scenario, row.key)) {
            values[row.key] = value_of(*text);
        }
    }
    for (const Program& program : scenario.arms) {
        values[fmt::format("program.{}.budget", program.arm)] = program.budget;
    }
    return values;
}

json leverage_of(const TwoWorlds& worlds) {
    return {worlds.side(0).world().frame->analysis.leverage,
            worlds.side(1).world().frame->analysis.leverage};
}

json world_message(const TwoWorlds& worlds, const std::string& scenario) {
    const BurntIn& from = worlds.from();
    const Population& people = from.world.people;
    json arms = json::array();
    for (const Program& program : worlds.side(0).scenario().arms) {
        arms.push_back({{"name", program.arm}, {"spends", !program.activities.empty()}});
    }
    std::vector<std::uint32_t> culture;
    for (const Person i : from.drawn) {
        culture.push_back(people.face[i].culture);
    }
    return {{"is", "world"},
            {"scenario", scenario},
            {"title", from.prepared.scenario.title},
            {"people", people.size()},
            {"seed", from.prepared.scenario.run.seed},
            {"own_network", from.prepared.network != nullptr},
            {"arms", std::move(arms)},
            {"on", {worlds.side(0).arm(), worlds.side(1).arm()}},
            {"groups", from.prepared.group_names},
            {"communities", from.prepared.community_names.size()},
            {"issues", issues_of(worlds.side(0))},
            {"places", rounded(from.places)},
            {"culture", std::move(culture)},
            {"organization", from.picture.organization},
            {"trust_quartiles", trust_quartiles(from.picture)},
            {"leverage", leverage_of(worlds)},
            {"values", both_values(worlds)}};
}

// What no month depends on is left out: names, where files lie, other arms, how long and how often one runs.
std::string fingerprint(const TwoWorlds& worlds) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a over the settings
    for (std::size_t s = 0; s < sides; ++s) {
        const Side& side = worlds.side(s);
        Scenario scenario = side.scenario();
        keep_arms(scenario, {side.arm()});
        scenario.title.clear();
        scenario.files = {};
        scenario.run.months = 1;
        scenario.run.replicates = 1;
        scenario.until = {};
        for (const char c : to_toml(scenario)) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
        }
        hash = state_hash(side.world(), hash);
    }
    return fmt::format("{:016x}", hash);
}

json month_message(const TwoWorlds& worlds, bool with_check) {
    json message = {{"is", "month"},
                    {"month", worlds.month()},
                    {"sides", {month_of(worlds.side(0)), month_of(worlds.side(1))}}};
    if (with_check) {
        message["check"] = fingerprint(worlds);
    }
    return message;
}

json event_message(const TwoWorlds& worlds) {
    const Event& event = worlds.events().back();
    json message = {{"is", "event"},
                    {"month", event.month},
                    {"on", event.on},
                    {"count", worlds.events().size()},
                    {"check", fingerprint(worlds)},
                    {"values", both_values(worlds)},
                    {"leverage", leverage_of(worlds)}};
    if (event.key.empty()) {
        message["factor"] = event.factor;
        message["strength"] = event.strength;
        message["months"] = event.months;
    } else {
        message["key"] = event.key;
        message["value"] = value_of(event.value);
    }
    return message;
}

std::string picture_bytes(const TwoWorlds& worlds, std::size_t side) {
    const World& world = worlds.side(side).world();
    const std::vector<Person>& drawn = worlds.from().drawn;
    const NetworkPicture picture = picture_of(world, drawn);
    std::string bytes;
    bytes.reserve(16 + drawn.size() * 8 + picture.ties.size() * 5);
    append(bytes, static_cast<std::uint32_t>(side));
    append(bytes, static_cast<std::uint32_t>(worlds.month()));
    append(bytes, static_cast<std::uint32_t>(drawn.size()));
    append(bytes, static_cast<std::uint32_t>(picture.ties.size()));
    for (const std::int32_t coalition : picture.coalition) {
        append(bytes, coalition);
    }
    for (const std::int32_t degree : picture.degree) {
        append(bytes, narrow<std::uint16_t>(degree, 0xffff));
    }
    for (const NetworkPicture::Tie& tie : picture.ties) {
        append(bytes, static_cast<std::uint16_t>(tie.low));
    }
    for (const NetworkPicture::Tie& tie : picture.ties) {
        append(bytes, static_cast<std::uint16_t>(tie.high));
    }
    for (const std::int32_t role : picture.role) {
        append(bytes, narrow<std::uint8_t>(role, 0xff));
    }
    for (const Person i : drawn) {
        append(bytes, world.people.acting(i) ? world.people.face[i].acting : std::uint8_t{0xff});
    }
    for (const NetworkPicture::Tie& tie : picture.ties) {
        append(bytes,
               static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(tie.trust, 0.0F, 1.0F))));
    }
    return bytes;
}

json places_of(const TwoWorlds& worlds, std::size_t side) {
    NetworkPictures pictures;
    pictures.pictures = {worlds.from().picture,
                         picture_of(worlds.side(side).world(), worlds.from().drawn)};
    return rounded(lay_out(pictures).back());
}

json exported(const TwoWorlds& worlds, std::size_t which) {
    const Exported made = which < sides ? export_side(worlds, which) : export_both(worlds);
    return {{"is", "scenario"},        {"side", which},         {"file", made.file},
            {"command", made.command}, {"pushes", made.pushes}, {"text", made.text}};
}

}  // namespace colead::explorer
