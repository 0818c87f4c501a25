#include "agents/state_hash.hpp"

#include <cstring>
#include <span>

#include "agents/world_state.hpp"

namespace colead {

namespace {

class Hash {
public:
    explicit Hash(std::uint64_t seed) : state_(seed ^ 0x9e3779b97f4a7c15ULL) {}

    template <class T>
    void add(std::span<const T> values) {
        const auto bytes = std::as_bytes(values);
        std::size_t at = 0;
        for (; at + 8 <= bytes.size(); at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at, 8);
            mix(word);
        }
        std::uint64_t rest = bytes.size();
        if (at < bytes.size()) {  // an empty column has no address
            std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
        }
        mix(rest);
    }
    template <class Values>
    void add_all(const Values& values) {
        add(std::span<const typename Values::value_type>(values));
    }
    std::uint64_t value() const { return state_; }

private:
    // The finalizer of splitmix64 (Steele et al. 2014) over the running state.
    void mix(std::uint64_t word) {
        std::uint64_t x = state_ + word + 0x9e3779b97f4a7c15ULL;
        x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
        state_ = x ^ (x >> 31U);
    }
    std::uint64_t state_;
};

}  // namespace

std::uint64_t state_hash(const World& world, std::uint64_t seed) {
    Hash hash(seed);
    const auto add = [&](std::string_view /*name*/, const auto& values) { hash.add_all(values); };
    visit_people(world.people, add);
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        hash.add(world.ties.alters(static_cast<Person>(n)));
        hash.add(world.ties.trust(static_cast<Person>(n)));
    }
    visit_places(world, add);
    const std::uint32_t month[] = {world.month};
    hash.add(std::span<const std::uint32_t>(month));
    return hash.value();
}

}  // namespace colead
