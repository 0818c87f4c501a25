// Whom the users' ids stand for: a hash table that finds an id in about one access to memory, since
// a large ties file asks tens of millions of times.
//
// An id of up to 7 bytes is its own code (no text holds zero bytes), so that equal codes mean equal
// ids without a look at the text; a longer one has the topmost bit set, and its text is compared.
// Open addressing, linear probing (Knuth, The Art of Computer Programming 3, 6.4), at most half full.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/columns.hpp"

namespace colead {

class PeopleById {
public:
    PeopleById() : slots_(16) {}

    std::size_t size() const { return ids_.size(); }
    /// In the order in which they were added. None is empty; their text must outlive the table.
    std::span<const std::string_view> ids() const { return ids_; }

    /// Whom the id stands for; null when it was never added.
    const Person* find(std::string_view id) const;
    /// Whom the id stands for, from now on `person` when it was never added.
    Person find_or_add(std::string_view id, Person person);

private:
    struct Slot {
        std::uint64_t code = 0;  // 0: free
        Person person = nobody;
        std::uint32_t entry = 0;  // in ids_
    };

    std::size_t slot_of(std::string_view id, std::uint64_t code) const;
    void grow();

    std::vector<Slot> slots_;  // a power of two
    std::vector<std::string_view> ids_;
};

}  // namespace colead
