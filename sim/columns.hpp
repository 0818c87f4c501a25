// People are columns: one array per attribute, aligned to a cache line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace colead {

/// Index of a person: 0-based, in the order of scenarios/network_reader.cpp or of a generator.
using Person = std::uint32_t;
inline constexpr Person nobody = 0xffffffffU;

/// Memory aligned to a cache line; large pieces to a huge page, which the system is asked for: walks
/// along long columns then miss fewer translations of addresses.
void* allocate_column(std::size_t bytes);
void free_column(void* memory, std::size_t bytes) noexcept;

template <class T>
struct CacheLineAllocator {
    using value_type = T;
    CacheLineAllocator() = default;
    template <class U>
    CacheLineAllocator(const CacheLineAllocator<U>& /*other*/) noexcept {}

    T* allocate(std::size_t count) { return static_cast<T*>(allocate_column(count * sizeof(T))); }
    void deallocate(T* memory, std::size_t count) noexcept {
        free_column(memory, count * sizeof(T));
    }
    friend bool operator==(CacheLineAllocator /*a*/, CacheLineAllocator /*b*/) { return true; }
};

template <class T>
using Column = std::vector<T, CacheLineAllocator<T>>;

/// Asks memory for what will be needed soon. Always inlined, and so must be what calls it: the compiler takes a
/// function that does nothing but ask for one without effect, and leaves out calls of it.
[[gnu::always_inline]] inline void ask_for(const void* where) { __builtin_prefetch(where); }

/// How many people or ties ahead one asks: some hundred nanoseconds of work, as long as memory takes to answer.
inline constexpr std::size_t ask_ahead = 8;

/// Of more people than these, what one looks up of others mostly is in none of the processor's nearer caches.
inline constexpr std::size_t people_in_cache = 16'384;

}  // namespace colead
