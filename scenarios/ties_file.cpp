#include "scenarios/ties_file.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "sim/error.hpp"

namespace colead {

namespace {

constexpr float none_given = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t no_column = static_cast<std::size_t>(-1);

// Where a line has what.
struct Layout {
    std::size_t ego = 0;
    std::size_t alter = 1;
    std::size_t trust = no_column;
    bool header = false;
};

bool names_ego(std::string_view field) {
    const std::string name = lower_case(field);
    return name == "ego" || name == "source" || name == "from" || name == "i" || name == "id1";
}

bool names_alter(std::string_view field) {
    const std::string name = lower_case(field);
    return name == "alter" || name == "target" || name == "to" || name == "j" || name == "id2";
}

// From the first line, which is a header if its first two fields say so.
Layout layout_of(const DelimitedText& file, TieLines& read) {
    const auto fields = file.fields();
    if (fields.size() < 2) {
        file.refuse("a tie takes two ids: ego, alter");
    }
    Layout layout;
    const bool straight = names_ego(fields[0]) && names_alter(fields[1]);
    const bool reversed = names_alter(fields[0]) && names_ego(fields[1]);
    layout.header = straight || reversed;
    if (reversed) {
        std::swap(layout.ego, layout.alter);
    }
    if (!layout.header && fields.size() > 2) {
        layout.trust = 2;
    }
    for (std::size_t column = 2; column < fields.size(); ++column) {
        if (layout.header && lower_case(fields[column]) == "trust") {
            if (layout.trust != no_column) {
                file.refuse("two columns are called trust");
            }
            layout.trust = column;
        } else if (column != layout.trust) {
            read.unused.push_back(layout.header ? std::string(fields[column])
                                                : std::to_string(column + 1));
        }
    }
    read.has_trust = layout.trust != no_column;
    return layout;
}

float trust_in(const DelimitedText& file, std::size_t column) {
    if (column == no_column || file.fields()[column].empty()) {
        return none_given;
    }
    const std::string_view field = file.fields()[column];
    const std::optional<double> trust = to_number(field);
    if (!trust || *trust < 0.0 || *trust > 1.0) {
        file.refuse("trust = " + std::string(field) + " is not a number in [0, 1]");
    }
    return static_cast<float>(*trust);
}

// Lines become arcs, or are counted, or refused.
class Lines {
public:
    Lines(const DelimitedText& file, const std::string& people_file, bool skip_oddities,
          PeopleById& people, TieLines& read)
        : file_(file),
          people_file_(people_file),
          skip_oddities_(skip_oddities),
          people_(people),
          read_(read) {}

    void take(const Layout& layout) {
        const std::string_view ego = file_.fields()[layout.ego];
        const std::string_view alter = file_.fields()[layout.alter];
        if (ego.empty() || alter.empty()) {
            file_.refuse(ego.empty() ? "ego is empty" : "alter is empty");
        }
        ++read_.lines;
        const float trust = trust_in(file_, layout.trust);
        const End from = end(ego);
        const End to = end(alter);
        if (from.left_out || to.left_out) {
            ++read_.not_kept;
        } else if (!from.known || !to.known) {
            const std::string unknown(from.known ? alter : ego);
            odd(ego, alter, unknown + " has no row in " + people_file_);
            ++read_.without_row;
            count_end(ego, from);
            count_end(alter, to);
        } else if (from.person == to.person) {
            odd(ego, alter, "a tie to oneself");
            ++read_.self_ties;
        } else {
            read_.arcs.push_back({from.person, to.person, trust});
        }
    }

private:
    struct End {
        Person person = nobody;
        bool known = false;
        bool left_out = false;
    };

    End end(std::string_view id) {
        if (people_file_.empty()) {
            return {people_.find_or_add(id, static_cast<Person>(people_.size())), true, false};
        }
        const Person* found = people_.find(id);
        return found == nullptr ? End{} : End{*found, true, *found == nobody};
    }

    void odd(std::string_view ego, std::string_view alter, const std::string& what) const {
        if (!skip_oddities_) {
            file_.refuse("tie " + std::string(ego) + ", " + std::string(alter) + ": " + what +
                         "; set network.oddities = \"skip\" to leave such lines out, counted");
        }
    }

    void count_end(std::string_view id, const End& end) {
        if (!end.known && without_row_.insert(id).second) {
            ++read_.ends_without_row;
        }
    }

    const DelimitedText& file_;
    const std::string& people_file_;
    bool skip_oddities_;
    PeopleById& people_;
    TieLines& read_;
    std::unordered_set<std::string_view> without_row_;
};

// A header that layout_of does not know would otherwise make two people.
void check_first_line(const DelimitedText& file, std::size_t first_line,
                      std::span<const std::string_view> first,
                      std::span<const std::string_view> second) {
    const auto is_number = [](std::string_view field) {
        return to_whole_number(field).has_value();
    };
    if (!is_number(first[0]) && !is_number(first[1]) && is_number(second[0]) &&
        is_number(second[1])) {
        file.refuse(first_line, std::string(first[0]) + ", " + std::string(first[1]) +
                                    " look like names of columns: call them ego, alter, or leave "
                                    "the line out");
    }
}

std::uint64_t both_ends(const Arc& arc) {
    const Pair pair = pair_of(arc.ego, arc.alter);
    return static_cast<std::uint64_t>(pair.low) << 32U | pair.high;
}

// Ascending, what is not given last.
bool less_trust(float a, float b) { return std::isnan(b) ? !std::isnan(a) : a < b; }

// The mean of the given trusts; NaN without any.
class Mean {
public:
    void add(float value) {
        if (!std::isnan(value)) {
            sum_ += static_cast<double>(value);
            ++count_;
        }
        ++lines_;
    }
    bool given() const { return count_ > 0; }
    float value() const { return static_cast<float>(sum_ / static_cast<double>(count_)); }
    std::size_t lines() const { return lines_; }

private:
    double sum_ = 0.0;
    std::size_t count_ = 0;
    std::size_t lines_ = 0;
};

}  // namespace

TieLines read_tie_lines(DelimitedText& file, const std::string& people_file, bool skip_oddities,
                        PeopleById& people) {
    TieLines read;
    if (!file.next()) {
        throw InputError(file.path() + ": no ties: the file is empty");
    }
    const Layout layout = layout_of(file, read);
    Lines lines(file, people_file, skip_oddities, people, read);
    if (!layout.header) {
        const std::vector<std::string_view> first(file.fields().begin(), file.fields().end());
        const std::size_t first_line = file.line();
        lines.take(layout);
        if (file.next()) {
            check_first_line(file, first_line, first, file.fields());
            lines.take(layout);
        }
    }
    while (file.next()) {
        lines.take(layout);
    }
    if (read.lines == 0) {
        throw InputError(file.path() + ": no ties: there is nothing but a header");
    }
    return read;
}

MergedTies merge(std::vector<Arc> arcs, float default_trust) {
    // By trust as well, so that sums do not depend on the order of lines.
    std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
        const std::uint64_t of_a = both_ends(a);
        const std::uint64_t of_b = both_ends(b);
        return of_a != of_b ? of_a < of_b : less_trust(a.trust, b.trust);
    });
    MergedTies merged;
    for (std::size_t begin = 0; begin < arcs.size();) {
        const Pair pair = pair_of(arcs[begin].ego, arcs[begin].alter);
        Mean low;
        Mean high;
        std::size_t end = begin;
        for (; end < arcs.size() && pair_of(arcs[end].ego, arcs[end].alter) == pair; ++end) {
            (arcs[end].ego == pair.low ? low : high).add(arcs[end].trust);
        }
        const float either = low.given()    ? low.value()
                             : high.given() ? high.value()
                                            : default_trust;
        merged.ties.push_back(
            {pair, low.given() ? low.value() : either, high.given() ? high.value() : either});
        merged.both_ways += low.lines() > 0 && high.lines() > 0 ? 1 : 0;
        merged.as_other_end += low.given() != high.given() ? 1 : 0;
        merged.repeated_lines += low.lines() > 1 ? low.lines() - 1 : 0;
        merged.repeated_lines += high.lines() > 1 ? high.lines() - 1 : 0;
        begin = end;
    }
    return merged;
}

}  // namespace colead
