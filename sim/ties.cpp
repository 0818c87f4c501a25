#include "sim/ties.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>

namespace colead {

namespace {

// A quarter more than is used, and at least four cells.
std::uint32_t with_slack(std::uint32_t degree) {
    return degree + std::max<std::uint32_t>(4, degree / 4);
}

}  // namespace

TieStore::TieStore(std::size_t people, std::span<const NewTie> ties) : rows_(people) {
    for (const NewTie& tie : ties) {
        ++rows_[tie.pair.low].degree;
        ++rows_[tie.pair.high].degree;
    }
    std::uint64_t begin = 0;
    for (Row& row : rows_) {
        row.begin = begin;
        row.capacity = with_slack(row.degree);
        begin += row.capacity;
        row.degree = 0;
    }
    alters_.resize(begin);
    trust_.resize(begin);
    // Ascending pairs fill the upper part of each row in order once the lower parts are in place:
    // an ego's smaller alters come from pairs (alter, ego), which all precede pairs (ego, alter).
    const auto append = [&](Person ego, Person alter, float trust) {
        Row& row = rows_[ego];
        alters_[row.begin + row.degree] = alter;
        trust_[row.begin + row.degree] = trust;
        ++row.degree;
    };
    for (const NewTie& tie : ties) {
        append(tie.pair.low, tie.pair.high, tie.trust_low);
        append(tie.pair.high, tie.pair.low, tie.trust_high);
    }
    half_ties_ = 2 * ties.size();
}

bool TieStore::tied(Person a, Person b) const {
    const bool a_shorter = rows_[a].degree <= rows_[b].degree;
    const std::span<const Person> row = alters(a_shorter ? a : b);
    return std::binary_search(row.begin(), row.end(), a_shorter ? b : a);
}

void TieStore::commit(std::span<const Pair> removals, std::span<const NewTie> additions,
                      const Workers& workers) {
    if (!removals.empty()) {
        remove(removals, workers);
    }
    if (!additions.empty()) {
        add(additions, workers);
    }
}

namespace {

template <class HalfTies>
void sort_by_ego(HalfTies& halves, std::vector<std::size_t>& groups) {
    std::sort(halves.begin(), halves.end(), [](const auto& a, const auto& b) {
        return a.ego != b.ego ? a.ego < b.ego : a.alter < b.alter;
    });
    groups.clear();
    for (std::size_t n = 0; n < halves.size(); ++n) {
        if (n == 0 || halves[n].ego != halves[n - 1].ego) {
            groups.push_back(n);
        }
    }
    groups.push_back(halves.size());
}

}  // namespace

void TieStore::remove(std::span<const Pair> removals, const Workers& workers) {
    halves_.clear();
    for (const Pair& pair : removals) {
        halves_.push_back({pair.low, pair.high, 0.0F});
        halves_.push_back({pair.high, pair.low, 0.0F});
    }
    sort_by_ego(halves_, groups_);
    workers.for_blocks(groups_.size() - 1, [&](std::size_t first, std::size_t last) {
        for (std::size_t g = first; g < last; ++g) {
            Row& row = rows_[halves_[groups_[g]].ego];
            std::size_t gone = groups_[g];
            std::uint64_t kept = row.begin;
            for (std::uint64_t cell = row.begin; cell < row.begin + row.degree; ++cell) {
                if (gone < groups_[g + 1] && alters_[cell] == halves_[gone].alter) {
                    ++gone;
                    continue;
                }
                alters_[kept] = alters_[cell];
                trust_[kept] = trust_[cell];
                ++kept;
            }
            assert(gone == groups_[g + 1] && "a tie to be removed must exist");
            row.degree = static_cast<std::uint32_t>(kept - row.begin);
        }
    });
    half_ties_ -= halves_.size();
}

void TieStore::add(std::span<const NewTie> additions, const Workers& workers) {
    halves_.clear();
    for (const NewTie& tie : additions) {
        halves_.push_back({tie.pair.low, tie.pair.high, tie.trust_low});
        halves_.push_back({tie.pair.high, tie.pair.low, tie.trust_high});
    }
    sort_by_ego(halves_, groups_);
    make_room(groups_);
    std::atomic<std::uint64_t> added{0};
    workers.for_blocks(groups_.size() - 1, [&](std::size_t first, std::size_t last) {
        std::uint64_t here = 0;
        for (std::size_t g = first; g < last; ++g) {
            Row& row = rows_[halves_[groups_[g]].ego];
            // Those already present drop out, so that the merge from the back needs no more room.
            std::size_t end = groups_[g];
            const auto present = alters(halves_[groups_[g]].ego);
            for (std::size_t n = groups_[g]; n < groups_[g + 1]; ++n) {
                if (!std::binary_search(present.begin(), present.end(), halves_[n].alter)) {
                    halves_[end++] = halves_[n];
                }
            }
            const std::size_t fresh = end - groups_[g];
            std::uint64_t old_end = row.begin + row.degree;
            std::uint64_t cell = old_end + fresh;
            while (end > groups_[g]) {
                const HalfTie& half = halves_[end - 1];
                --cell;
                if (old_end > row.begin && alters_[old_end - 1] > half.alter) {
                    --old_end;
                    alters_[cell] = alters_[old_end];
                    trust_[cell] = trust_[old_end];
                } else {
                    alters_[cell] = half.alter;
                    trust_[cell] = half.trust;
                    --end;
                }
            }
            row.degree += static_cast<std::uint32_t>(fresh);
            here += fresh;
        }
        added.fetch_add(here, std::memory_order_relaxed);
    });
    half_ties_ += added.load();
}

// Moves rows that are too short for what is to come to the end of the arrays; once a third of the
// cells lies abandoned, all rows are first laid out again in order of people.
void TieStore::make_room(std::span<const std::size_t> group_begins) {
    if (abandoned_ > alters_.size() / 3) {
        lay_out_again();
    }
    std::uint64_t end = alters_.size();
    for (std::size_t g = 0; g + 1 < group_begins.size(); ++g) {
        Row& row = rows_[halves_[group_begins[g]].ego];
        const auto wanted =
            row.degree + static_cast<std::uint32_t>(group_begins[g + 1] - group_begins[g]);
        if (wanted <= row.capacity) {
            continue;
        }
        const std::uint32_t capacity = with_slack(wanted);
        if (alters_.capacity() < end + capacity) {
            alters_.reserve(end + end / 4 + capacity);
            trust_.reserve(end + end / 4 + capacity);
        }
        alters_.resize(end + capacity);
        trust_.resize(end + capacity);
        std::copy_n(alters_.begin() + static_cast<std::ptrdiff_t>(row.begin), row.degree,
                    alters_.begin() + static_cast<std::ptrdiff_t>(end));
        std::copy_n(trust_.begin() + static_cast<std::ptrdiff_t>(row.begin), row.degree,
                    trust_.begin() + static_cast<std::ptrdiff_t>(end));
        abandoned_ += row.capacity;
        row.begin = end;
        row.capacity = capacity;
        end += capacity;
    }
}

void TieStore::lay_out_again() {
    std::uint64_t size = 0;
    for (const Row& row : rows_) {
        size += with_slack(row.degree);
    }
    Column<Person> alters(size);
    Column<float> trust(size);
    std::uint64_t begin = 0;
    for (Row& row : rows_) {
        std::copy_n(alters_.begin() + static_cast<std::ptrdiff_t>(row.begin), row.degree,
                    alters.begin() + static_cast<std::ptrdiff_t>(begin));
        std::copy_n(trust_.begin() + static_cast<std::ptrdiff_t>(row.begin), row.degree,
                    trust.begin() + static_cast<std::ptrdiff_t>(begin));
        row.begin = begin;
        row.capacity = with_slack(row.degree);
        begin += row.capacity;
    }
    alters_.swap(alters);
    trust_.swap(trust);
    abandoned_ = 0;
}

}  // namespace colead
