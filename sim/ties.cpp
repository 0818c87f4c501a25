#include "sim/ties.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "sim/eight.hpp"

namespace colead {

namespace {

constexpr std::size_t block = Workers::people_per_block;

// Changes of one row from which on they are sorted and made in one pass.
constexpr std::uint32_t many = 64;

// Alters as they are compared: with signs, which vectors compare in one step, and so that a number below all
// people is there. Bounds of people: below 2^31.
typedef std::int32_t Order8 __attribute__((vector_size(8 * sizeof(std::int32_t))));
constexpr std::int32_t last_in_order = std::numeric_limits<std::int32_t>::max();
Order8 in_order(Words8 alters) { return std::bit_cast<Order8>(alters); }
Order8 in_order(Person alter) { return Order8{} + static_cast<std::int32_t>(alter); }

// How many half-ties dealt to a block each of its people has, and who is to be looked at: those who have any,
// or all `here` from `first` on where most have, since rows are better walked along than leapt between.
struct Egos {
    std::array<Person, block + 1> list;
    std::size_t size = 0;
    std::array<std::uint32_t, block> counts{};

    std::uint32_t count_of(Person ego) const { return counts[ego % block]; }

    template <class HalfTie>
    Egos(std::span<const HalfTie> halves, Person first, std::size_t here) {
        if (halves.size() >= block) {
            for (const HalfTie& half : halves) {
                ++counts[half.ego % block];
            }
            size = here;
            std::iota(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(here), first);
            return;
        }
        // Written in any case, and kept if new: without a branch, which nobody could guess.
        for (const HalfTie& half : halves) {
            std::uint32_t& count = counts[half.ego % block];
            list[size] = half.ego;
            size += count == 0 ? 1U : 0U;
            ++count;
        }
    }
};

// Changes the rows of a block, tie by tie where an ego has few changes, all of an ego's at once, ascending by
// alter, where many; their rows are asked for ahead of time. How many half-ties came or went.
template <class HalfTie, class One, class All>
std::uint64_t change_rows(const TieStore& ties, std::span<const HalfTie> halves, const Egos& egos,
                          One one, All all) {
    std::uint64_t changed = 0;
    std::vector<HalfTie> rest;
    for (std::size_t n = 0; n < halves.size(); ++n) {
        const HalfTie& half = halves[n];
        ties.ask_for_ties(halves[std::min(n + ask_ahead, halves.size() - 1)].ego);
        if (egos.count_of(half.ego) < many) {
            changed += one(half) ? 1U : 0U;
        } else {
            rest.push_back(half);
        }
    }
    std::sort(rest.begin(), rest.end(), [](const HalfTie& a, const HalfTie& b) {
        return std::pair(a.ego, a.alter) < std::pair(b.ego, b.alter);
    });
    for (std::span<const HalfTie> left = rest; !left.empty();) {
        const std::span<const HalfTie> own = left.first(egos.count_of(left.front().ego));
        changed += all(own);
        left = left.subspan(own.size());
    }
    return changed;
}

}  // namespace

bool TieStore::tied(Person a, Person b) const {
    // Ego's own row has mostly just been read; that of a hub is left alone.
    constexpr std::uint32_t short_enough = 64;
    const bool of_a = rows_[a].degree <= short_enough || rows_[a].degree <= rows_[b].degree;
    return holds(alters(of_a ? a : b), of_a ? b : a);
}

void TieStore::commit(std::span<const Pair> removals, std::span<const NewTie> additions,
                      const Workers& workers) {
    if (!removals.empty()) {
        deal(
            removals.size(), [&](std::size_t n) { return removals[n]; },
            [](std::size_t /*n*/, bool /*low*/) { return 0.0F; });
        remove(workers);
    }
    if (!additions.empty()) {
        deal(
            additions.size(), [&](std::size_t n) { return additions[n].pair; },
            [&](std::size_t n, bool low) {
                return low ? additions[n].trust_low : additions[n].trust_high;
            });
        add(workers);
    }
}

// Deals both halves of each tie out to the blocks of people of their egos: the rows of a block fit the cache
// and belong to one thread.
template <class PairAt, class TrustAt>
void TieStore::deal(std::size_t count, PairAt pair_at, TrustAt trust_at) {
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
    std::vector<std::size_t>& next = next_of_block_;
    next.assign(block_begins_.begin(), block_begins_.end());
    for (std::size_t n = 0; n < count; ++n) {
        const Pair pair = pair_at(n);
        dealt_[next[pair.low / block]++] = {pair.low, pair.high, trust_at(n, true)};
        dealt_[next[pair.high / block]++] = {pair.high, pair.low, trust_at(n, false)};
    }
}

// Calls body(block, its half-ties, their egos), blocks in parallel.
template <class Body>
void TieStore::for_dealt(const Workers& workers, Body body) {
    workers.for_blocks(
        block_begins_.size() - 1,
        [&](std::size_t first, std::size_t last) {
            for (std::size_t b = first; b < last; ++b) {
                const std::span<const HalfTie> halves(dealt_.data() + block_begins_[b],
                                                      block_begins_[b + 1] - block_begins_[b]);
                body(b, halves,
                     Egos(halves, static_cast<Person>(b * block),
                          std::min(block, people() - b * block)));
            }
        },
        1);
}

// Everyone who stands behind the alter moves up by a cell.
bool TieStore::take_out(const HalfTie& half) {
    Row& row = rows_[half.ego];
    if (!holds(alters(half.ego), half.alter)) {
        return false;
    }
    Person* const alters = alters_.data() + row.begin;
    float* const trust = trust_.data() + row.begin;
    Words8 who = load_alters(alters);
    Lanes<8> held = load<8>(trust);
    for (std::size_t first = 0; first < row.degree; first += lanes) {
        // The last eight are followed by no others: what moves into them has no meaning.
        const std::size_t next = first + lanes < row.degree ? first + lanes : first;
        const Words8 who_next = load_alters(alters + next);
        const Lanes<8> held_next = load<8>(trust + next);
        const Marks8 stays = in_order(who) < in_order(half.alter);
        store_alters(stays ? who : __builtin_shufflevector(who, who_next, 1, 2, 3, 4, 5, 6, 7, 8),
                     alters + first);
        store<8>(stays ? held : __builtin_shufflevector(held, held_next, 1, 2, 3, 4, 5, 6, 7, 8),
                 trust + first);
        who = who_next;
        held = held_next;
    }
    --row.degree;
    return true;
}

void TieStore::remove(const Workers& workers) {
    std::atomic<std::uint64_t> removed{0};
    for_dealt(workers, [&](std::size_t /*b*/, std::span<const HalfTie> halves, const Egos& egos) {
        const std::uint64_t gone = change_rows(
            *this, halves, egos, [&](const HalfTie& half) { return take_out(half); },
            [&](std::span<const HalfTie> own) { return take_out_many(own); });
        removed.fetch_add(gone, std::memory_order_relaxed);
    });
    half_ties_ -= removed.load();
}

// Everyone who is to stand behind the alter moves on by a cell, which the row must have.
bool TieStore::put_in(const HalfTie& half) {
    Row& row = rows_[half.ego];
    Person* const alters = alters_.data() + row.begin;
    float* const trust = trust_.data() + row.begin;
    const Order8 own = in_order(half.alter);
    Order8 before = Order8{} - 1;  // what stands before the first cell comes before everyone
    Lanes<8> held_before{};
    for (std::size_t first = 0; first <= row.degree; first += lanes) {
        const Marks8 there = first_of_eight(row.degree - first);
        const Words8 found = load_alters(alters + first);
        const Order8 who = there ? in_order(found) : Order8{} + last_in_order;
        if (any(who == own)) {  // whatever stands before it is as it was
            return false;
        }
        const Lanes<8> held = load<8>(trust + first);
        const Order8 moved = __builtin_shufflevector(before, who, 7, 8, 9, 10, 11, 12, 13, 14);
        const Lanes<8> held_moved =
            __builtin_shufflevector(held_before, held, 7, 8, 9, 10, 11, 12, 13, 14);
        const Marks8 stays = who < own;
        const Marks8 follows = moved < own;  // on who stays, or is the one put in
        store_alters(std::bit_cast<Words8>(stays ? who : follows ? own : moved), alters + first);
        store<8>(stays ? held : follows ? Lanes<8>{} + half.trust : held_moved, trust + first);
        before = who;
        held_before = held;
    }
    ++row.degree;
    return true;
}

// The same of many of one ego, ascending by alter, in one pass along the row.
std::size_t TieStore::take_out_many(std::span<const HalfTie> own) {
    Row& row = rows_[own.front().ego];
    std::size_t next = 0;
    std::uint32_t kept = 0;
    for (std::uint32_t n = 0; n < row.degree; ++n) {
        const Person alter = alters_[row.begin + n];
        while (next < own.size() && own[next].alter < alter) {
            ++next;
        }
        alters_[row.begin + kept] = alter;
        trust_[row.begin + kept] = trust_[row.begin + n];
        kept += next < own.size() && own[next].alter == alter ? 0U : 1U;
    }
    const std::size_t gone = row.degree - kept;
    row.degree = kept;
    return gone;
}

std::size_t TieStore::put_in_many(std::span<const HalfTie> own_and_present) {
    assert(std::adjacent_find(own_and_present.begin(), own_and_present.end(),
                              [](const HalfTie& a, const HalfTie& b) {
                                  return a.alter >= b.alter;
                              }) == own_and_present.end());
    const Person ego = own_and_present.front().ego;
    const std::span<const Person> present = alters(ego);
    std::vector<HalfTie> own;
    std::copy_if(own_and_present.begin(), own_and_present.end(), std::back_inserter(own),
                 [present](const HalfTie& half) {
                     return !std::binary_search(present.begin(), present.end(), half.alter);
                 });
    // Merged from the back.
    Row& row = rows_[ego];
    std::uint64_t old_end = row.begin + row.degree;
    row.degree += static_cast<std::uint32_t>(own.size());
    std::uint64_t cell = row.begin + row.degree;
    for (std::size_t left = own.size(); left > 0;) {
        --cell;
        if (old_end > row.begin && alters_[old_end - 1] > own[left - 1].alter) {
            --old_end;
            alters_[cell] = alters_[old_end];
            trust_[cell] = trust_[old_end];
        } else {
            --left;
            alters_[cell] = own[left].alter;
            trust_[cell] = own[left].trust;
        }
    }
    return own.size();
}

void TieStore::move_row(Row& row, std::uint64_t begin, std::uint32_t capacity) {
    std::copy_n(alters_.data() + row.begin, row.degree, alters_.data() + begin);
    std::copy_n(trust_.data() + row.begin, row.degree, trust_.data() + begin);
    row.begin = begin;
    row.capacity = capacity;
}

void TieStore::add(const Workers& workers) {
    if (abandoned_ > alters_.size() / 3) {
        lay_out_again();
    }
    // A row that might be too short asks for cells.
    cells_of_block_.assign(block_begins_.size(), 0);
    for_dealt(workers, [&](std::size_t b, std::span<const HalfTie> /*halves*/, const Egos& egos) {
        std::uint64_t cells = 0;
        for (std::size_t n = 0; n < egos.size; ++n) {
            const Row& row = rows_[egos.list[n]];
            const std::uint32_t wanted = row.degree + egos.count_of(egos.list[n]);
            cells += wanted > row.capacity ? with_slack(wanted) : 0U;
        }
        cells_of_block_[b + 1] = cells;
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
    std::atomic<std::uint64_t> added{0};
    for_dealt(workers, [&](std::size_t b, std::span<const HalfTie> halves, const Egos& egos) {
        std::uint64_t begin = end + cells_of_block_[b];
        std::uint64_t left_behind = 0;
        for (std::size_t n = 0; n < egos.size; ++n) {
            Row& row = rows_[egos.list[n]];
            const std::uint32_t wanted = row.degree + egos.count_of(egos.list[n]);
            if (wanted > row.capacity) {
                left_behind += row.capacity;
                move_row(row, begin, with_slack(wanted));
                begin += row.capacity;
            }
        }
        const std::uint64_t come = change_rows(
            *this, halves, egos, [&](const HalfTie& half) { return put_in(half); },
            [&](std::span<const HalfTie> own) { return put_in_many(own); });
        abandoned.fetch_add(left_behind, std::memory_order_relaxed);
        added.fetch_add(come, std::memory_order_relaxed);
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
