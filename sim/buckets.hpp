// Stable partition into numbered buckets, in parallel: the first pass of a radix sort. What follows
// can then work bucket by bucket, each in the cache and on a thread of its own.
//
// Invariant: the result depends on the items and their buckets alone, not on how many threads there
// are; within a bucket the items keep their order.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/parallel.hpp"

namespace colead {

template <class Item>
struct Buckets {
    std::vector<Item> items;
    std::vector<std::size_t> begins;  // of each bucket, and the end of the last

    std::size_t count() const { return begins.size() - 1; }
};

/// A number of buckets for `people` people, such that those of one fit in the cache.
inline std::size_t bucket_count(std::size_t people) {
    return std::clamp<std::size_t>(people / Workers::people_per_block, 1, 1024);
}

/// Items item_of(0) .. item_of(count-1), put in the buckets bucket_of(n) < `buckets`; both functions
/// are called twice for each n, from any thread.
template <class Item, class ItemOf, class BucketOf>
Buckets<Item> into_buckets(std::size_t count, std::size_t buckets, ItemOf&& item_of,
                           BucketOf&& bucket_of, const Workers& workers) {
    constexpr std::size_t parts = 64;
    const auto part_begin = [count](std::size_t part) { return part * count / parts; };
    // First how many items of each part a bucket gets, then where they go.
    std::vector<std::size_t> place(parts * buckets, 0);
    workers.for_tasks(parts, [&](std::size_t part) {
        std::size_t* here = place.data() + part * buckets;
        for (std::size_t n = part_begin(part); n < part_begin(part + 1); ++n) {
            ++here[bucket_of(n)];
        }
    });
    Buckets<Item> sorted;
    sorted.begins.reserve(buckets + 1);
    std::size_t end = 0;
    for (std::size_t b = 0; b < buckets; ++b) {
        sorted.begins.push_back(end);
        for (std::size_t part = 0; part < parts; ++part) {
            const std::size_t size = place[part * buckets + b];
            place[part * buckets + b] = end;
            end += size;
        }
    }
    sorted.begins.push_back(end);
    sorted.items.resize(count);
    workers.for_tasks(parts, [&](std::size_t part) {
        std::size_t* here = place.data() + part * buckets;
        for (std::size_t n = part_begin(part); n < part_begin(part + 1); ++n) {
            sorted.items[here[bucket_of(n)]++] = item_of(n);
        }
    });
    return sorted;
}

}  // namespace colead
