#include "scenarios/tie_merging.hpp"

#include <algorithm>
#include <cmath>

namespace colead {

namespace {

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
    }
    bool given() const { return count_ > 0; }
    float value() const { return static_cast<float>(sum_ / static_cast<double>(count_)); }

private:
    double sum_ = 0.0;
    std::size_t count_ = 0;
};

// The lines of one pair.
struct Said {
    Mean low;
    Mean high;
    std::size_t from_low = 0;
    std::size_t from_high = 0;
    std::size_t of_both = 0;

    void add(const Arc& arc) {
        const bool is_low = arc.ego < arc.alter;
        if (arc.both || is_low) {
            low.add(arc.trust);
        }
        if (arc.both || !is_low) {
            high.add(arc.trust);
        }
        (arc.both ? of_both : is_low ? from_low : from_high) += 1;
    }

    std::size_t repeated() const {
        const std::size_t directions = (from_low > 0 ? 1U : 0U) + (from_high > 0 ? 1U : 0U);
        return from_low + from_high + of_both - (directions > 0 ? directions : 1U);
    }
};

}  // namespace

MergedTies merge(std::vector<Arc> arcs, bool directed, float default_trust) {
    // By trust as well, so that sums do not depend on the order of lines.
    std::sort(arcs.begin(), arcs.end(), [](const Arc& a, const Arc& b) {
        const std::uint64_t of_a = both_ends(a);
        const std::uint64_t of_b = both_ends(b);
        return of_a != of_b ? of_a < of_b : less_trust(a.trust, b.trust);
    });
    MergedTies merged;
    for (std::size_t begin = 0; begin < arcs.size();) {
        const Pair pair = pair_of(arcs[begin].ego, arcs[begin].alter);
        Said said;
        std::size_t end = begin;
        for (; end < arcs.size() && pair_of(arcs[end].ego, arcs[end].alter) == pair; ++end) {
            said.add(arcs[end]);
        }
        const bool one_end = said.low.given() != said.high.given();
        const float either = directed || !one_end ? default_trust
                             : said.low.given()   ? said.low.value()
                                                  : said.high.value();
        merged.ties.push_back({pair, said.low.given() ? said.low.value() : either,
                               said.high.given() ? said.high.value() : either});
        merged.both_ways += said.from_low > 0 && said.from_high > 0 ? 1 : 0;
        merged.as_other_end += one_end && !directed ? 1 : 0;
        merged.one_way_as_default += one_end && directed ? 1 : 0;
        merged.neither_given += said.low.given() || said.high.given() ? 0 : 1;
        merged.repeated_lines += said.repeated();
        begin = end;
    }
    return merged;
}

}  // namespace colead
