#include "agents/state_hash.hpp"

#include <cstring>
#include <span>

#include "agents/world.hpp"

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
    const Population& people = world.people;
    Hash hash(seed);
    hash.add_all(people.face);
    hash.add_all(people.community);
    hash.add_all(people.team);
    for (const Column<float>* column :
         {&people.threshold, &people.skill_baseline, &people.clarity_baseline,
          &people.openness_baseline, &people.clarity, &people.openness, &people.commitment,
          &people.intention, &people.mental_model, &people.voice}) {
        hash.add_all(*column);
    }
    for (std::size_t c = 0; c < process_count; ++c) {
        hash.add_all(people.capacity[c]);
        hash.add_all(people.capacity_baseline[c]);
    }
    hash.add_all(people.target);
    hash.add_all(people.practised);
    hash.add_all(people.joined);
    hash.add_all(people.trained);
    hash.add_all(people.role);
    hash.add_all(people.coalition);
    for (std::size_t n = 0; n < people.size(); ++n) {
        hash.add(world.ties.alters(static_cast<Person>(n)));
        hash.add(world.ties.trust(static_cast<Person>(n)));
    }
    hash.add_all(world.organizations.capacity);
    hash.add_all(world.communities.narrative);
    hash.add_all(world.communities.factor);
    hash.add_all(world.communities.result);
    hash.add_all(world.communities.rise);
    hash.add_all(world.communities.rise_before);
    hash.add_all(world.organizations.output);
    const std::uint32_t month[] = {world.month};
    hash.add(std::span<const std::uint32_t>(month));
    return hash.value();
}

}  // namespace colead
