#include "scenarios/people_by_id.hpp"

#include <functional>

namespace colead {

namespace {

constexpr std::uint64_t long_id = std::uint64_t{1} << 63U;

std::uint64_t code_of(std::string_view id) {
    if (id.size() > 7) {
        return std::hash<std::string_view>{}(id) | long_id;
    }
    std::uint64_t code = 0;
    for (const char byte : id) {
        code = code << 8U | static_cast<unsigned char>(byte);
    }
    return code;
}

// The finalizer of MurmurHash3: codes of like ids end up far apart.
std::uint64_t scatter(std::uint64_t code) {
    code ^= code >> 33U;
    code *= 0xff51afd7ed558ccdULL;
    code ^= code >> 33U;
    code *= 0xc4ceb9fe1a85ec53ULL;
    return code ^ code >> 33U;
}

}  // namespace

// Where the id is, or else the free slot where it belongs.
std::size_t PeopleById::slot_of(std::string_view id, std::uint64_t code) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = scatter(code) & mask;
    for (; slots_[at].code != 0; at = (at + 1) & mask) {
        if (slots_[at].code == code && ((code & long_id) == 0 || ids_[slots_[at].entry] == id)) {
            break;
        }
    }
    return at;
}

const Person* PeopleById::find(std::string_view id) const {
    const Slot& slot = slots_[slot_of(id, code_of(id))];
    return slot.code == 0 ? nullptr : &slot.person;
}

Person PeopleById::find_or_add(std::string_view id, Person person) {
    const std::uint64_t code = code_of(id);
    Slot& slot = slots_[slot_of(id, code)];
    if (slot.code != 0) {
        return slot.person;
    }
    slot = {code, person, static_cast<std::uint32_t>(ids_.size())};
    ids_.push_back(id);
    if (2 * ids_.size() > slots_.size()) {
        grow();
    }
    return person;
}

void PeopleById::grow() {
    const std::vector<Slot> before = std::move(slots_);
    slots_ = std::vector<Slot>(2 * before.size());
    for (const Slot& slot : before) {
        if (slot.code != 0) {
            slots_[slot_of(ids_[slot.entry], slot.code)] = slot;
        }
    }
}

}  // namespace colead
