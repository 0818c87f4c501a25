#include "sim/columns.hpp"

#include <sys/mman.h>

#include <new>

namespace colead {

namespace {

constexpr std::size_t cache_line = 64;
constexpr std::size_t huge_page = std::size_t{2} << 20U;

std::align_val_t alignment_of(std::size_t bytes) {
    return std::align_val_t{bytes >= huge_page ? huge_page : cache_line};
}

}  // namespace

void* allocate_column(std::size_t bytes) {
    void* memory = ::operator new(bytes, alignment_of(bytes));
    if (bytes >= huge_page) {
        ::madvise(memory, bytes, MADV_HUGEPAGE);  // a wish: without it the column works as well
    }
    return memory;
}

void free_column(void* memory, std::size_t bytes) noexcept {
    ::operator delete(memory, alignment_of(bytes));
}

}  // namespace colead
