#include "sim/ties.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>

#include "sim/eight.hpp"

namespace colead {

namespace {

constexpr std::size_t block = Workers::people_per_block;

}  // namespace

bool TieStore::tied(Person a, Person b) const {
    const bool a_shorter = rows_[a].degree <= rows_[b].degree;
    return holds(alters(a_shorter ? a : b), a_shorter ? b : a);
}

void TieStore::commit(std::span<const Pair> removals, std::span<const NewTie> additions,
                      const Workers& workers) {
    if (!removals.empty()) {
        line_up(
            removals.size(), [&](std::size_t n) { return removals[n]; },
            [](std::size_t /*n*/, bool /*low*/) { return 0.0F; }, workers);
        remove(workers);
    }
    if (!additions.empty()) {
        line_up(
            additions.size(), [&](std::size_t n) { return additions[n].pair; },
            [&](std::size_t n, bool low) {
                return low ? additions[n].trust_low : additions[n].trust_high;
            },
            workers);
        add(workers);
    }
}

// Puts the half-ties of ascending pairs in order of ego, then alter, without comparing any: pairs are
// dealt out to the block of people of their larger and then of their smaller end, which for one ego
// meets ascending smaller alters first and then ascending larger ones; counting within each block
// keeps that order.
template <class PairAt, class TrustAt>
void TieStore::line_up(std::size_t count, PairAt pair_at, TrustAt trust_at,
                       const Workers& workers) {
    const std::size_t blocks = (people() + block - 1) / block;
    block_begins_.assign(blocks + 1, 0);
    for (std::size_t n = 0; n < count; ++n) {
        const Pair pair = pair_at(n);
        ++block_begins_[pair.low / block + 1];
        ++block_begins_[pair.high / block + 1];
    }
    for (std::size_t b = 0; b < blocks; ++b) {
        block_begins_[b + 1] += block_begins_[b];
    }
    dealt_.resize(2 * count);
    halves_.resize(2 * count);
    std::vector<std::size_t>& next = next_of_block_;
    next.assign(block_begins_.begin(), block_begins_.end());
    for (std::size_t n = 0; n < count; ++n) {
        const Pair pair = pair_at(n);
        dealt_[next[pair.high / block]++] = {pair.high, pair.low, trust_at(n, false)};
    }
    for (std::size_t n = 0; n < count; ++n) {
        const Pair pair = pair_at(n);
        dealt_[next[pair.low / block]++] = {pair.low, pair.high, trust_at(n, true)};
    }
    workers.for_blocks(
        blocks,
        [&](std::size_t first, std::size_t last) {
            for (std::size_t b = first; b < last; ++b) {
                std::array<std::uint32_t, block + 1> place{};
                const std::size_t begin = block_begins_[b];
                const std::size_t end = block_begins_[b + 1];
                for (std::size_t n = begin; n < end; ++n) {
                    ++place[dealt_[n].ego % block + 1];
                }
                for (std::size_t e = 0; e < block; ++e) {
                    place[e + 1] += place[e];
                }
                for (std::size_t n = begin; n < end; ++n) {
                    halves_[begin + place[dealt_[n].ego % block]++] = dealt_[n];
                }
            }
        },
        1);
}

// Calls body(first, last) for the half-ties of each ego, blocks of people in parallel.
template <class Body>
void TieStore::for_egos(const Workers& workers, Body body) {
    workers.for_blocks(
        block_begins_.size() - 1,
        [&](std::size_t first_block, std::size_t last_block) {
            const std::size_t end = block_begins_[last_block];
            for (std::size_t first = block_begins_[first_block]; first < end;) {
                std::size_t last = first + 1;
                while (last < end && halves_[last].ego == halves_[first].ego) {
                    ++last;
                }
                body(first, last);
                first = last;
            }
        },
        1);
}

// Where the alter stands in an ascending row that holds it.
std::size_t TieStore::place_of(std::span<const Person> row, Person alter) {
    for (std::size_t first = 0;; first += lanes) {
        const Marks8 there = first_of_eight(row.size() - first);
        const unsigned found = bits_of(there & (load_marked(row.data() + first, there) == alter));
        if (found != 0) {
            return first + static_cast<std::size_t>(std::countr_zero(found));
        }
        assert(first + lanes < row.size() && "a tie to be removed must exist");
    }
}

// What stands behind a cell that is gone moves up, eight cells at a time; what stands before stays.
void TieStore::remove(const Workers& workers) {
    for_egos(workers, [&](std::size_t first, std::size_t last) {
        Row& row = rows_[halves_[first].ego];
        Person* const alters = alters_.data() + row.begin;
        float* const trust = trust_.data() + row.begin;
        std::size_t cell = place_of({alters, row.degree}, halves_[first].alter);
        for (std::size_t gone = 1; gone <= last - first; ++gone) {
            const std::size_t from = cell + 1;
            cell = first + gone < last ? from + place_of({alters + from, row.degree - from},
                                                         halves_[first + gone].alter)
                                       : row.degree;
            for (std::size_t n = from; n < cell; n += lanes) {
                const Marks8 there = first_of_eight(cell - n);
                const Words8 who = load_marked(alters + n, there);
                const Lanes<8> held = load_marked(trust + n, there);
                store_marked(who, there, alters + n - gone);
                store_marked(held, there, trust + n - gone);
            }
        }
        row.degree -= static_cast<std::uint32_t>(last - first);
    });
    half_ties_ -= halves_.size();
}

// Puts half-ties first .. last-1, none of them present, into the row, merging from the back.
void TieStore::merge(Row& row, std::size_t first, std::size_t last) {
    std::uint64_t old_end = row.begin + row.degree;
    std::uint64_t cell = old_end + (last - first);
    row.degree += static_cast<std::uint32_t>(last - first);
    while (last > first) {
        const HalfTie& half = halves_[last - 1];
        --cell;
        if (old_end > row.begin && alters_[old_end - 1] > half.alter) {
            --old_end;
            alters_[cell] = alters_[old_end];
            trust_[cell] = trust_[old_end];
        } else {
            alters_[cell] = half.alter;
            trust_[cell] = half.trust;
            --last;
        }
    }
}

void TieStore::add(const Workers& workers) {
    if (abandoned_ > alters_.size() / 3) {
        lay_out_again();
    }
    // Those already present give way to the next; a row too short for the rest asks for cells.
    std::atomic<std::uint64_t> added{0};
    cells_of_block_.assign(block_begins_.size(), 0);
    fresh_.resize(halves_.size());
    for_egos(workers, [&](std::size_t first, std::size_t last) {
        const Person ego = halves_[first].ego;
        const auto present = alters(ego);
        std::size_t end = first;
        for (std::size_t n = first; n < last; ++n) {
            const HalfTie half = halves_[n];
            halves_[end] = half;
            end += holds(present, half.alter) ? 0 : 1;
        }
        fresh_[first] = static_cast<std::uint32_t>(end - first);
        const auto wanted = rows_[ego].degree + fresh_[first];
        if (wanted > rows_[ego].capacity) {
            cells_of_block_[ego / block + 1] += with_slack(wanted);
        }
        added.fetch_add(end - first, std::memory_order_relaxed);
    });
    for (std::size_t b = 1; b < cells_of_block_.size(); ++b) {
        cells_of_block_[b] += cells_of_block_[b - 1];
    }
    const std::uint64_t end = alters_.size();
    const std::uint64_t more = cells_of_block_.back();
    if (alters_.capacity() < end + more) {
        alters_.reserve(end + end / 4 + more);
        trust_.reserve(end + end / 4 + more);
    }
    alters_.resize(end + more);
    trust_.resize(end + more);
    std::atomic<std::uint64_t> abandoned{0};
    for_egos(workers, [&](std::size_t first, std::size_t /*last*/) {
        const Person ego = halves_[first].ego;
        Row& row = rows_[ego];
        const std::uint32_t wanted = row.degree + fresh_[first];
        if (wanted > row.capacity) {
            const std::uint64_t begin = end + cells_of_block_[ego / block];
            cells_of_block_[ego / block] += with_slack(wanted);
            abandoned.fetch_add(row.capacity, std::memory_order_relaxed);
            std::copy_n(alters_.data() + row.begin, row.degree, alters_.data() + begin);
            std::copy_n(trust_.data() + row.begin, row.degree, trust_.data() + begin);
            row.begin = begin;
            row.capacity = with_slack(wanted);
        }
        merge(row, first, first + fresh_[first]);
    });
    abandoned_ += abandoned.load();
    half_ties_ += added.load();
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
