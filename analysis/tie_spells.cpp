#include "analysis/tie_spells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "analysis/each_tie.hpp"

namespace colead {

std::vector<TieSpell> tie_spells(const SnapshotReader& reader,
                                 const std::vector<std::string>& ids) {
    std::vector<TieSpell> ended;
    std::vector<TieSpell> open;  // ascending by pair
    std::vector<TieSpell> now;
    for (std::uint32_t m = 0; m < reader.months().size(); ++m) {
        const TieStore ties = reader.ties(reader.months()[m], ids);
        now.clear();
        now.reserve(ties.ties());
        auto before = open.begin();
        for_each_tie(ties, [&](Person low, Person high, float trust_low, float trust_high) {
            const Pair pair{low, high};
            for (; before != open.end() && before->pair < pair; ++before) {
                ended.push_back(*before);
            }
            std::uint32_t first = m;
            if (before != open.end() && before->pair == pair) {
                first = before->first;
                ++before;
            }
            now.push_back({pair, first, m, trust_low, trust_high});
        });
        ended.insert(ended.end(), before, open.end());
        open.swap(now);
    }
    ended.insert(ended.end(), open.begin(), open.end());
    std::sort(ended.begin(), ended.end(), [](const TieSpell& a, const TieSpell& b) {
        return std::tie(a.pair, a.first) < std::tie(b.pair, b.first);
    });
    return ended;
}

std::vector<std::string> note_of_dates(const std::vector<std::int64_t>& months) {
    const auto count = static_cast<std::int64_t>(months.size());
    if (months.back() - months.front() == count - 1) {
        return {};
    }
    return {
        fmt::format("snapshots are of months {} only: a tie is dated by the first that shows it "
                    "and the last or the next that does not; what came and went in between is "
                    "not seen (run --snapshots all keeps every month)",
                    fmt::join(months, ", "))};
}

}  // namespace colead
