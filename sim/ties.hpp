// The evolving network: people's ties as rows of half-ties. Row i lists the alters of ego i in
// ascending order and, in a separate array, ego's trust in each. A tie exists in both rows or in
// neither; each end holds its own trust. Rows have slack so that edits in bulk seldom move them.
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

    /// Takes out `removals`, then puts in `additions`: each ascending by pair, without repeats.
    /// Removals must exist; additions that exist already are left as they are.
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

    /// A quarter more than is used, and at least four cells.
    static std::uint32_t with_slack(std::uint32_t degree) {
        return degree + std::max<std::uint32_t>(4, degree / 4);
    }

    template <class PairAt, class TrustAt>
    void line_up(std::size_t count, PairAt pair_at, TrustAt trust_at, const Workers& workers);
    template <class Body>
    void for_egos(const Workers& workers, Body body);
    static std::size_t place_of(std::span<const Person> row, Person alter);
    void remove(const Workers& workers);
    void add(const Workers& workers);
    void merge(Row& row, std::size_t first, std::size_t last);
    void lay_out_again();

    std::vector<Row> rows_;
    Column<Person> alters_;
    Column<float> trust_;
    std::uint64_t half_ties_ = 0;
    std::uint64_t abandoned_ = 0;  // cells of rows that have moved away
    // Scratch of commit, kept to spare allocations.
    std::vector<HalfTie> dealt_;
    std::vector<HalfTie> halves_;
    std::vector<std::uint32_t> fresh_;  // at the first half-tie of an ego: how many are not present
    std::vector<std::size_t> block_begins_;
    std::vector<std::size_t> next_of_block_;
    std::vector<std::uint64_t> cells_of_block_;
};

}  // namespace colead
