// People are columns: one array per attribute, aligned to a cache line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace colead {

/// Index of a person: 0-based, in ascending order of the users' ids.
using Person = std::uint32_t;
inline constexpr Person nobody = 0xffffffffU;

template <class T>
struct CacheLineAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    CacheLineAllocator() = default;
    template <class U>
    CacheLineAllocator(const CacheLineAllocator<U>& /*other*/) noexcept {}

    T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new(count * sizeof(T), alignment));
    }
    void deallocate(T* memory, std::size_t /*count*/) noexcept {
        ::operator delete(memory, alignment);
    }
    friend bool operator==(CacheLineAllocator /*a*/, CacheLineAllocator /*b*/) { return true; }
};

template <class T>
using Column = std::vector<T, CacheLineAllocator<T>>;

}  // namespace colead
