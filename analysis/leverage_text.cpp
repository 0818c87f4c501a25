// The tables that `colead leverage` prints.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/leverage.hpp"
#include "analysis/ranks.hpp"
#include "scenarios/words.hpp"

namespace colead {

namespace {

// What rounds to 0 has no sign, which would say more than the digits do.
std::string number(double value, int digits) {
    if (std::isnan(value)) {
        return "-";
    }
    std::string text = fmt::format("{:.{}f}", value, digits);
    if (text.find_first_not_of("-0.") == std::string::npos && text.front() == '-') {
        text.erase(0, 1);
    }
    return text;
}

std::string with_ends(const Interval& interval, int digits) {
    return std::isnan(interval.mean) ? "-"
           : std::isnan(interval.low)
               ? number(interval.mean, digits)
               : fmt::format("{} [{}, {}]", number(interval.mean, digits),
                             number(interval.low, digits), number(interval.high, digits));
}

std::string rank_words(const Interval& rank) {
    return std::isnan(rank.mean) ? "-"
           : std::isnan(rank.low)
               ? fmt::format("{:.0f}", rank.mean)
               : fmt::format("{:.0f} ({:.0f}-{:.0f})", rank.mean, rank.low, rank.high);
}

class LeverageText {
public:
    LeverageText(const Leverage& leverage, const Levers& levers, std::size_t most)
        : leverage_(leverage), levers_(levers.list), most_(most) {
        for (const Lever& lever : levers_) {
            width_ = std::max(width_, lever.key.size());
        }
        for (const FactorLeverage& factor : leverage.factors) {
            name_width_ = std::max(name_width_, factor.name.size());
        }
    }

    std::string take() {
        text_ = fmt::format("{}\n{}, {}, what is at month {}\n", leverage_.title,
                            counted(levers_.size(), "lever", "levers"),
                            counted(leverage_.replicates.size(), "replicate", "replicates"),
                            leverage_.months);
        factors();
        for (std::size_t arm = 0; arm < leverage_.arms.size(); ++arm) {
            minds(arm);
        }
        for (std::size_t arm = 0; arm < leverage_.arms.size(); ++arm) {
            effects(arm);
            levels(arm);
        }
        return std::move(text_);
    }

private:
    template <class... Parts>
    void line(fmt::format_string<Parts...> format, Parts&&... parts) {
        text_ += fmt::format(format, std::forward<Parts>(parts)...) + '\n';
    }

    void factors() {
        line("\nWhat lasting pressure on a factor of the issue system does to the result{}",
             leverage_.saturated ? " (saturated: factors near 0 or 1 do less)" : "");
        line("{:<{}}  {:>8}  {:>12}  {:>5}", "factor", name_width_, "long run",
             fmt::format("{} months", leverage_.horizon), "gain");
        for (const FactorLeverage& factor : leverage_.factors) {
            line("{:<{}}  {:>8.3f}  {:>12.3f}  {:>5.3f}", factor.name, name_width_, factor.long_run,
                 factor.within_horizon, factor.gain);
        }
    }

    void minds(std::size_t arm) {
        const FactorMinds& first = leverage_.first[arm];
        const FactorMinds& last = leverage_.last[arm];
        std::vector<double> truth;
        for (const FactorLeverage& factor : leverage_.factors) {
            truth.push_back(factor.within_horizon);
        }
        const std::vector<double> rank = ranks_of(truth);
        line("\nWhat people believe of them and act on: {}", leverage_.arms[arm]);
        line("{:<{}}  {:>4}  {:>21}  {:>21}  {:>21}  {:>21}", "factor", name_width_, "rank",
             "believed, month 0", fmt::format("month {}", leverage_.months), "acted on, month 0",
             fmt::format("month {}", leverage_.months));
        for (std::size_t k = 0; k < truth.size(); ++k) {
            line("{:<{}}  {:>4.0f}  {:>21}  {:>21}  {:>21}  {:>21}", leverage_.factors[k].name,
                 name_width_, rank[k], with_ends(first.believed[k], 3),
                 with_ends(last.believed[k], 3), with_ends(first.acted_on[k], 3),
                 with_ends(last.acted_on[k], 3));
        }
        line("{:<{}}  {:>4}  {:>21}  {:>21}  {:>21}  {:>21}", "order as true", name_width_, "",
             with_ends(first.belief_agrees, 2), with_ends(last.belief_agrees, 2),
             with_ends(first.action_agrees, 2), with_ends(last.action_agrees, 2));
    }

    const LeverEffect& at(std::size_t arm, std::size_t measure, std::size_t lever) const {
        return leverage_.at(arm, measure, lever, levers_.size());
    }

    void effects(std::size_t arm) {
        line("\nLevers in {}: result {}, disparity {} at month {}", leverage_.arms[arm],
             number(leverage_.base[arm][0], 4), number(leverage_.base[arm][1], 4),
             leverage_.months);
        line(
            "per cent by which 1% of the lever moves it; * where certain (Holm); per $: result per "
            "US dollar per resident and month");
        line("{:<{}}  {:>9}  {:>12}  {:>26}   {:>26}   {:>28}", "lever", width_, "value", "rank",
             "of result", "of disparity", "per $");
        for (int level = 12; level >= 1; --level) {
            std::vector<std::size_t> members;
            for (std::size_t l = 0; l < levers_.size(); ++l) {
                if (levers_[l].level == level && levers_[l].arm.value_or(arm) == arm) {
                    members.push_back(l);
                }
            }
            if (members.empty()) {
                continue;
            }
            const auto size = [&](std::size_t l) {
                return std::abs(at(arm, 0, l).elasticity.mean);
            };
            std::stable_sort(members.begin(), members.end(),
                             [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
            line("level {}: {}", level, level_name(level));
            for (std::size_t k = 0; k < std::min(most_, members.size()); ++k) {
                lever(arm, members[k]);
            }
            if (members.size() > most_) {
                line("  and {} more that move less (--all)", members.size() - most_);
            }
        }
    }

    void lever(std::size_t arm, std::size_t l) {
        const LeverEffect& result = at(arm, 0, l);
        const LeverEffect& disparity = at(arm, 1, l);
        const auto star = [](const LeverEffect& effect) {
            return effect.p_holm < 0.05 ? "*" : " ";
        };
        line("{:<{}}  {:>9.4g}  {:>12}  {:>26}{}  {:>26}{}  {:>28}{}", levers_[l].key, width_,
             levers_[l].value, rank_words(result.rank), with_ends(result.elasticity, 3),
             star(result), with_ends(disparity.elasticity, 3), star(disparity),
             with_ends(result.per_money, 5), levers_[l].note.empty() ? "" : "  " + levers_[l].note);
    }

    void levels(std::size_t arm) {
        const std::size_t measures = leverage_measures.size();
        line("\nBy level in {}: typical size of an elasticity (root mean square, without luck)",
             leverage_.arms[arm]);
        line("{:<41}  {:>6}  {:>7}  {:>20}  {:>20}  {}", "level", "levers", "certain", "of result",
             "of disparity", "strongest for the result");
        const std::vector<LevelEffect>& result = leverage_.levels[arm * measures];
        const std::vector<LevelEffect>& disparity = leverage_.levels[arm * measures + 1];
        for (const LevelEffect& level : result) {
            const auto same =
                std::find_if(disparity.begin(), disparity.end(),
                             [&](const LevelEffect& other) { return other.level == level.level; });
            line("{:<41}  {:>6}  {:>7}  {:>20}  {:>20}  {}",
                 fmt::format("{:>2} {}", level.level, level_name(level.level)), level.levers,
                 level.certain, with_ends(level.size, 3),
                 same == disparity.end() ? "-" : with_ends(same->size, 3),
                 levers_[level.strongest].key);
        }
        const auto depth = [&](std::size_t measure) {
            return with_ends(leverage_.depth_and_size[arm * measures + measure], 2);
        };
        line(
            "do deeper levers move more? rank correlation of depth and size: result {}, disparity "
            "{}",
            depth(0), depth(1));
    }

    const Leverage& leverage_;
    const std::vector<Lever>& levers_;
    std::size_t most_;
    std::size_t width_ = 5;
    std::size_t name_width_ = 13;
    std::string text_;
};

}  // namespace

std::string leverage_as_text(const Leverage& leverage, const Levers& levers, std::size_t most) {
    return LeverageText(leverage, levers, most).take();
}

}  // namespace colead
