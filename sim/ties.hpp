// The evolving network: people's ties as rows of half-ties. Row i lists the alters of ego i in
// ascending order and, in a separate array, ego's trust in each. A tie exists in both rows or in
// neither; each end holds its own trust. Rows have slack so that edits in bulk seldom move them.
//
// A row owns whole eights of cells: what stands behind its last tie, up to the next multiple of eight, may
// be read and written with it, and is without meaning.
//
// Invariants: rows ascending without repeats, no self-ties, symmetric existence, trust in [0, 1].
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/columns.hpp"
#include "sim/parallel.hpp"

namespace colead {

/// Two people, smaller index first.
struct Pair {
    Person low;
    Person high;
    friend auto operator<=>(const Pair&, const Pair&) = default;
};

inline Pair pair_of(Person a, Person b) { return a < b ? Pair{a, b} : Pair{b, a}; }

/// A tie to be: `trust_low` is what the smaller index holds toward the larger one.
struct NewTie {
    Pair pair;
    float trust_low;
    float trust_high;
};

class TieStore {
public:
    TieStore() = default;

    /// `ties` ascending by pair without repeats, ends below `people` (sim/ties_build.cpp).
    TieStore(std::size_t people, std::span<const NewTie> ties, const Workers& workers = Workers(1));

    std::size_t people() const { return rows_.size(); }
    std::size_t ties() const { return half_ties_ / 2; }

    std::uint32_t degree(Person ego) const { return rows_[ego].degree; }
    std::span<const Person> alters(Person ego) const {
        return {alters_.data() + rows_[ego].begin, rows_[ego].degree};
    }
    std::span<const float> trust(Person ego) const {
        return {trust_.data() + rows_[ego].begin, rows_[ego].degree};
    }
    /// For the ego's own behaviour; rows of different egos may be written at the same time.
    std::span<float> trust(Person ego) {
        return {trust_.data() + rows_[ego].begin, rows_[ego].degree};
    }
    bool tied(Person a, Person b) const;

    /// Asks memory for where ego's row is, and for a row that is not long.
    [[gnu::always_inline]] void ask_for_row(Person ego) const { ask_for(rows_.data() + ego); }
    [[gnu::always_inline]] void ask_for_ties(Person ego) const {
        const std::uint64_t begin = rows_[ego].begin;
        for (const std::uint64_t cell : {begin, begin + 8}) {
            ask_for(alters_.data() + cell);
            ask_for(trust_.data() + cell);
        }
    }

    /// Every cell that trust is kept in, of rows in no order: also cells of no row, which hold 0 or what
    /// a row has left there.
    std::span<const float> trust_cells() const { return trust_; }

    /// Takes out `removals`, then puts in `additions`, in whatever order they come: the rows are the same.
    /// Removals that do not exist, or are named twice, count once or not at all; additions that exist already
    /// are left as they are, and no pair may be among the additions twice.
    void commit(std::span<const Pair> removals, std::span<const NewTie> additions,
                const Workers& workers);

private:
    struct Row {
        std::uint64_t begin = 0;
        std::uint32_t degree = 0;
        std::uint32_t capacity = 0;
    };
    struct HalfTie {
        Person ego;
        Person alter;
        float trust;
    };

    /// A quarter more than is used, at least four cells, and whole eights of them.
    static std::uint32_t with_slack(std::uint32_t degree) {
        return (degree + std::max<std::uint32_t>(4, degree / 4) + 7U) / 8U * 8U;
    }

    template <class PairAt, class TrustAt>
    void deal(std::size_t count, PairAt pair_at, TrustAt trust_at);
    template <class Body>
    void for_dealt(const Workers& workers, Body body);
    void remove(const Workers& workers);
    void add(const Workers& workers);
    bool take_out(const HalfTie& half);
    bool put_in(const HalfTie& half);
    std::size_t take_out_many(std::span<const HalfTie> own);
    std::size_t put_in_many(std::span<const HalfTie> own_and_present);
    void move_row(Row& row, std::uint64_t begin, std::uint32_t capacity);
    void lay_out_again();

    Column<Row> rows_;
    Column<Person> alters_;
    Column<float> trust_;
    std::uint64_t half_ties_ = 0;
    std::uint64_t abandoned_ = 0;  // cells of rows that have moved away
    // Scratch of commit, kept to spare allocations.
    Column<HalfTie> dealt_;  // to the blocks of people of their egos
    std::vector<std::size_t> block_begins_;
    std::vector<std::size_t> next_of_block_;
    std::vector<std::uint64_t> cells_of_block_;
};

}  // namespace colead
