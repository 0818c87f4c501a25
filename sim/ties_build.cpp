// Filling a tie store in parallel. The upper part of a row comes from pairs (ego, alter), which lie
// together in the list; the lower part from pairs (alter, ego), which are first brought together by
// people. Each range of people is then laid out by one task, so that no two write the same row.
#include <cassert>

#include "sim/buckets.hpp"
#include "sim/ties.hpp"

namespace colead {

TieStore::TieStore(std::size_t people, std::span<const NewTie> ties, const Workers& workers)
    : rows_(people) {
    const std::size_t buckets = bucket_count(people);
    const std::size_t width = (people + buckets - 1) / buckets;
    const Buckets<HalfTie> lower = into_buckets<HalfTie>(
        ties.size(), buckets,
        [&](std::size_t n) {
            return HalfTie{ties[n].pair.high, ties[n].pair.low, ties[n].trust_high};
        },
        [&](std::size_t n) { return ties[n].pair.high / width; }, workers);
    const auto upper = [&](std::size_t bucket) {
        const auto first = std::partition_point(ties.begin(), ties.end(), [&](const NewTie& tie) {
            return tie.pair.low < bucket * width;
        });
        const auto last = std::partition_point(first, ties.end(), [&](const NewTie& tie) {
            return tie.pair.low < (bucket + 1) * width;
        });
        return std::span<const NewTie>(first, last);
    };
    workers.for_tasks(buckets, [&](std::size_t b) {
        for (std::size_t n = lower.begins[b]; n < lower.begins[b + 1]; ++n) {
            ++rows_[lower.items[n].ego].degree;
        }
        for (const NewTie& tie : upper(b)) {
            ++rows_[tie.pair.low].degree;
        }
    });
    std::uint64_t begin = 0;
    for (Row& row : rows_) {
        row.begin = begin;
        row.capacity = with_slack(row.degree);
        begin += row.capacity;
    }
    alters_.resize(begin);
    trust_.resize(begin);
    workers.for_tasks(buckets, [&](std::size_t b) {
        for (std::size_t i = b * width; i < std::min(people, (b + 1) * width); ++i) {
            rows_[i].degree = 0;
        }
        const auto append = [&](Person ego, Person alter, float trust) {
            Row& row = rows_[ego];
            alters_[row.begin + row.degree] = alter;
            trust_[row.begin + row.degree] = trust;
            ++row.degree;
        };
        for (std::size_t n = lower.begins[b]; n < lower.begins[b + 1]; ++n) {
            append(lower.items[n].ego, lower.items[n].alter, lower.items[n].trust);
        }
        for (const NewTie& tie : upper(b)) {
            append(tie.pair.low, tie.pair.high, tie.trust_low);
        }
    });
    half_ties_ = 2 * ties.size();
}

}  // namespace colead
