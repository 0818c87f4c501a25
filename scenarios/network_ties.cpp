#include "scenarios/network_ties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/people_by_id.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// What weights count for, and the largest there is.
struct Weights {
    bool are_trust = false;
    double scale = 1.0;
    float largest = 0.0F;
};

// Weights that nobody called trust and that are 1 throughout say only who is tied.
Weights weigh(const RawNetwork& network, double scale) {
    Weights weights;
    bool any = false;
    bool all_one = true;
    for (const RawTie& tie : network.ties) {
        if (!std::isnan(tie.weight)) {
            any = true;
            all_one = all_one && tie.weight == 1.0F;
            weights.largest = std::max(weights.largest, tie.weight);
        }
    }
    weights.are_trust = any && scale > 0.0 && (network.weight_is_trust || !all_one || scale != 1.0);
    weights.scale = scale;
    return weights;
}

std::string about_weights(const RawNetwork& network, const Weights& weights) {
    const std::string name = network.weight_name.empty() ? "weight" : network.weight_name;
    if (weights.largest == 0.0F && !weights.are_trust) {
        return "";
    }
    if (weights.scale <= 0.0) {
        return name + " of ties not used: network.trust_scale = 0";
    }
    if (!weights.are_trust) {
        return name + " of ties not used: 1 for every tie";
    }
    if (weights.scale != 1.0) {
        return fmt::format("{} of ties / {} taken for trust", name, weights.scale);
    }
    return network.weight_is_trust ? "" : name + " of ties taken for trust";
}

float trust_of(const RawNetwork& network, const RawTie& tie, const Weights& weights) {
    if (!weights.are_trust || std::isnan(tie.weight)) {
        return no_weight;
    }
    const double trust = static_cast<double>(tie.weight) / weights.scale;
    if (trust < 0.0 || trust > 1.0) {
        network.refuse(
            tie.line,
            weights.scale == 1.0
                ? fmt::format("{} = {} is not a number in [0, 1]; set network.trust_scale to the "
                              "weight that is full trust{}, or to 0 to leave weights unused",
                              network.weight_name, tie.weight,
                              weights.largest > 1.0F
                                  ? fmt::format(" (the largest is {})", weights.largest)
                                  : "")
                : fmt::format("{} = {} is outside [0, network.trust_scale = {}]",
                              network.weight_name, tie.weight, weights.scale));
    }
    return static_cast<float>(trust);
}

void refuse_odd(const RawNetwork& network, const RawTie& tie,
                const std::vector<std::string_view>& names, const std::string& what) {
    network.refuse(tie.line, fmt::format("tie {}, {}: {}; set network.oddities = \"skip\" to leave "
                                         "such lines out, counted",
                                         names[tie.ego], names[tie.alter], what));
}

// Whether a letter is followed by its accent as a character of its own, U+0300 to U+036F.
bool has_combining_mark(std::string_view text) {
    for (std::size_t n = 0; n + 1 < text.size(); ++n) {
        const auto first = static_cast<unsigned char>(text[n]);
        const auto second = static_cast<unsigned char>(text[n + 1]);
        if (first == 0xCC || (first == 0xCD && second <= 0xAF)) {
            return true;
        }
    }
    return false;
}

// Whose row may be meant, whether or not letters are small; "" when nobody's is, as of numbers and of a few
// letters, which all look alike.
std::string_view nearest_person(std::string_view name, const PeopleTable& people) {
    constexpr std::size_t few = 3;
    if (to_number(name) || name.size() <= few) {
        return {};
    }
    std::vector<std::string> lower;
    lower.reserve(people.size());
    for (const std::string_view id : people.ids()) {
        lower.push_back(lower_case(id));
    }
    const std::vector<std::string_view> candidates(lower.begin(), lower.end());
    const std::string nearest = nearest_name(lower_case(name), candidates);
    const auto found = std::find(lower.begin(), lower.end(), nearest);
    return found == lower.end() ? std::string_view()
                                : people.ids()[static_cast<std::size_t>(found - lower.begin())];
}

std::string has_no_row(std::string_view name, const PeopleTable& people) {
    std::string words = fmt::format("{} has no row in {}", name, people.name());
    const std::string_view nearest = nearest_person(name, people);
    if (!nearest.empty()) {
        words += fmt::format(", where the nearest is {}", nearest);
    }
    if (has_combining_mark(name) || has_combining_mark(nearest)) {
        words +=
            " (names that look alike may be written with other characters, such as a combined "
            "accent)";
    }
    return words;
}

// People without a row: those whom ties name, and the others.
void count_without_row(const RawNetwork& network, const std::vector<Person>& whom,
                       TakenTies& taken) {
    std::vector<bool> named(whom.size());
    for (const RawTie& tie : network.ties) {
        if (whom[tie.ego] != left_out && whom[tie.alter] != left_out) {
            named[tie.ego] = true;
            named[tie.alter] = true;
        }
    }
    for (std::size_t row = 0; row < whom.size(); ++row) {
        if (whom[row] == without_row) {
            ++(named[row] ? taken.ends_without_row : taken.alone_without_row);
        }
    }
}

}  // namespace

std::vector<Person> people_of_rows(std::size_t size, const std::vector<std::uint32_t>& kept) {
    std::vector<Person> whom(size, left_out);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        whom[kept[i]] = static_cast<Person>(i);
    }
    return whom;
}

std::vector<Person> people_called(const std::vector<std::string_view>& names,
                                  const PeopleTable& table,
                                  const std::vector<std::uint32_t>& kept) {
    const std::vector<Person> of_rows = people_of_rows(table.size(), kept);
    PeopleById people;
    for (std::size_t row = 0; row < table.size(); ++row) {
        people.find_or_add(table.ids()[row], of_rows[row]);
    }
    std::vector<Person> whom;
    whom.reserve(names.size());
    for (const std::string_view name : names) {
        const Person* found = name.empty() ? nullptr : people.find(name);
        whom.push_back(found == nullptr ? without_row : *found);
    }
    return whom;
}

TakenTies take_ties(const RawNetwork& network, const std::vector<Person>& whom,
                    const std::vector<std::string_view>& names, const PeopleTable& people,
                    const NetworkParameters& parameters) {
    const bool skip = parameters.oddities == NetworkParameters::skip;
    const Weights weights = weigh(network, parameters.trust_scale);
    TakenTies taken;
    taken.lines = network.ties.size();
    taken.has_trust =
        weights.are_trust || (network.weight_is_trust && parameters.trust_scale > 0.0);
    taken.weights = about_weights(network, weights);
    taken.arcs.reserve(network.ties.size());
    for (const RawTie& tie : network.ties) {
        const Person ego = whom[tie.ego];
        const Person alter = whom[tie.alter];
        const float trust = trust_of(network, tie, weights);
        if (ego == left_out || alter == left_out) {
            ++taken.not_kept;
        } else if (ego == without_row || alter == without_row) {
            if (!skip) {
                const std::string_view unknown = names[ego == without_row ? tie.ego : tie.alter];
                refuse_odd(network, tie, names, has_no_row(unknown, people));
            }
            ++taken.without_row;
        } else if (ego == alter) {
            if (!skip) {
                refuse_odd(network, tie, names, "a tie to oneself");
            }
            ++taken.self_ties;
        } else {
            taken.arcs.push_back({ego, alter, trust, tie.both});
        }
    }
    count_without_row(network, whom, taken);
    return taken;
}

}  // namespace colead
