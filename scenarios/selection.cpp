#include "scenarios/selection.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "scenarios/betweenness.hpp"

namespace colead {

namespace {

// Spreads equals evenly: a finalizer over the person and the month's salt, one keyed draw a month
// instead of one a person.
std::uint32_t luck_of(Person i, std::uint32_t salt) {
    std::uint64_t x = (static_cast<std::uint64_t>(salt) << 32U) ^ (i + 0x9e3779b97f4a7c15ULL);
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebULL;
    return static_cast<std::uint32_t>(x >> 32U);
}

// Trust that colleagues of the own organization place in each person.
std::vector<double> nominations(const World& world) {
    std::vector<double> trusted(world.people.size(), 0.0);
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        const auto i = static_cast<Person>(n);
        const std::uint32_t organization = world.people.face[n].organization;
        const auto alters = world.ties.alters(i);
        const auto trust = world.ties.trust(i);
        for (std::size_t t = 0; t < alters.size(); ++t) {
            if (organization != unaffiliated &&
                world.people.face[alters[t]].organization == organization) {
                trusted[alters[t]] += static_cast<double>(trust[t]);
            }
        }
    }
    return trusted;
}

// How much less of a culture group acts than of all people: those missing at the table first.
std::vector<double> underrepresentation(const World& world) {
    const std::size_t groups = world.frame->groups();
    std::vector<double> people_of(groups, 0.0);
    std::vector<double> acting_of(groups, 0.0);
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        const std::size_t g = world.people.face[n].culture;
        people_of[g] += 1.0;
        acting_of[g] += world.people.acting(static_cast<Person>(n)) ? 1.0 : 0.0;
    }
    std::vector<double> missing(world.people.size());
    for (std::size_t n = 0; n < missing.size(); ++n) {
        const std::size_t g = world.people.face[n].culture;
        missing[n] = -acting_of[g] / people_of[g];
    }
    return missing;
}

std::vector<double> merits(const World& world, const Activity& activity, std::uint32_t number,
                           const ProgramParameters& parameters) {
    const std::size_t people = world.people.size();
    std::vector<double> merit(people, 0.0);
    switch (activity.select) {
        case Activity::by_position:
            for (std::size_t i = 0; i < people; ++i) {
                merit[i] = static_cast<double>(world.people.face[i].rank);
            }
            return merit;
        case Activity::by_degree:
            for (std::size_t i = 0; i < people; ++i) {
                merit[i] = static_cast<double>(world.ties.degree(static_cast<Person>(i)));
            }
            return merit;
        case Activity::volunteers:
            for (std::size_t i = 0; i < people; ++i) {
                merit[i] = static_cast<double>(world.people.commitment[i]);
            }
            return merit;
        case Activity::by_betweenness:
            return sampled_betweenness(
                world, static_cast<std::size_t>(parameters.betweenness_sources), number);
        case Activity::underrepresented:
            return underrepresentation(world);
        case Activity::nominated:
            return nominations(world);
        default:
            return merit;
    }
}

// Numbers without sign in the order of numbers with one.
std::uint32_t ordered(std::int32_t number) {
    return static_cast<std::uint32_t>(number) ^ 0x80000000U;
}
std::uint32_t ordered(float number) {
    const auto bits = std::bit_cast<std::uint32_t>(number + 0.0F);  // there is one zero
    return (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
}

}  // namespace

std::vector<double> sampled_betweenness(const World& world, std::size_t sources,
                                        std::uint32_t draw_number) {
    const std::size_t people = world.people.size();
    std::vector<Person> from(std::min(sources, people));
    if (sources >= people) {
        std::iota(from.begin(), from.end(), Person{0});
    } else {
        DrawStream luck = stream(world.draws, world.month, Purpose::betweenness, draw_number);
        for (Person& source : from) {
            source = luck.below(static_cast<std::uint32_t>(people));
        }
    }
    return betweenness_from(world.ties, from).score;
}

Queue::Queue(const World& world, const Activity& activity, std::uint32_t activity_number,
             const ProgramParameters& parameters, const std::vector<std::int32_t>& last_taken)
    : world_(world),
      activity_(activity),
      last_taken_(last_taken),
      again_after_(parameters.again_after),
      salt_(draw(world.draws, world.month, Purpose::selection, activity_number)[0]),
      merit_(merits(world, activity, activity_number, parameters)),
      taken_(world.people.size(), false) {
    order_.reserve(world.people.size());
    for (std::size_t i = 0; i < world.people.size(); ++i) {
        order_.push_back(place(static_cast<Person>(i)));
    }
}

// Sorts only as far as anyone asks: most months take a few of many.
bool Queue::there_is(std::size_t n) {
    if (n >= order_.size()) {
        return false;
    }
    if (n >= sorted_) {
        const std::size_t chunk =
            std::max<std::size_t>(16, 2 * static_cast<std::size_t>(activity_.participants));
        const std::size_t next = std::min(order_.size(), n + chunk);
        const auto at = [this](std::size_t k) {
            return order_.begin() + static_cast<std::ptrdiff_t>(k);
        };
        std::partial_sort(at(sorted_), at(next), order_.end());
        sorted_ = next;
    }
    return true;
}

Queue::Place Queue::place(Person i) const {
    // A newcomer has not been taken, whoever held the position before.
    const bool same_person = last_taken_[i] > world_.people.joined[i];
    const std::int64_t since = static_cast<std::int64_t>(world_.month) - last_taken_[i];
    const bool waits = same_person && since < again_after_;
    const std::int32_t waiting = waits ? last_taken_[i] : never_trained;
    return {static_cast<std::uint64_t>(ordered(waiting)) << 32U |
                ordered(-static_cast<float>(merit_[i])),
            static_cast<std::uint64_t>(luck_of(i, salt_)) << 32U | i};
}

std::vector<Person> Queue::fill_from(std::span<const Person> circle, Person first) {
    std::vector<Place> places;
    for (const Person i : circle) {
        if (!taken_[i] && i != first) {
            places.push_back(place(i));
        }
    }
    std::sort(places.begin(), places.end());
    std::vector<Person> cohort{first};
    const auto wanted = static_cast<std::size_t>(activity_.participants);
    for (std::size_t n = 0; n < places.size() && cohort.size() < wanted; ++n) {
        cohort.push_back(places[n].person());
    }
    return cohort;
}

// By rank, first one from each organization, then whoever comes next.
std::vector<Person> Queue::fill_mixed() {
    const auto wanted = static_cast<std::size_t>(activity_.participants);
    constexpr std::size_t window = 4;  // how far down the queue variety is looked for, in cohorts
    std::vector<Person> cohort;
    std::vector<std::uint32_t> present;
    std::vector<Person> passed_over;
    std::size_t seen = 0;
    for (std::size_t n = at_; there_is(n) && cohort.size() < wanted && seen < window * wanted;
         ++n) {
        const Person i = order_[n].person();
        if (taken_[i]) {
            continue;
        }
        ++seen;
        const std::uint32_t organization = world_.people.face[i].organization;
        const bool new_here =
            organization == unaffiliated ||
            std::find(present.begin(), present.end(), organization) == present.end();
        if (new_here) {
            cohort.push_back(i);
            present.push_back(organization);
        } else {
            passed_over.push_back(i);
        }
    }
    for (std::size_t n = 0; n < passed_over.size() && cohort.size() < wanted; ++n) {
        cohort.push_back(passed_over[n]);
    }
    return cohort;
}

std::vector<Person> Queue::next_cohort() {
    while (there_is(at_) && taken_[order_[at_].person()]) {
        ++at_;
    }
    if (at_ == order_.size()) {
        return {};
    }
    const Person first = order_[at_].person();
    const Frame& frame = *world_.frame;
    const std::uint32_t team = world_.people.team[first];
    const std::uint32_t organization = world_.people.face[first].organization;
    std::vector<Person> cohort;
    if (activity_.participants == 1) {
        cohort = {first};
    } else if (activity_.scope == Activity::team && team != unaffiliated) {
        cohort = fill_from(frame.teams.members(team), first);
    } else if (activity_.scope == Activity::organization && organization != unaffiliated) {
        cohort = fill_from(frame.organizations.members(organization), first);
    } else if (activity_.scope == Activity::team || activity_.scope == Activity::organization ||
               activity_.scope == Activity::community) {
        cohort = fill_from(frame.communities.members(world_.people.community[first]), first);
    } else if (activity_.scope == Activity::mixed) {
        cohort = fill_mixed();
    } else {
        for (std::size_t n = at_;
             there_is(n) && cohort.size() < static_cast<std::size_t>(activity_.participants); ++n) {
            if (!taken_[order_[n].person()]) {
                cohort.push_back(order_[n].person());
            }
        }
    }
    for (const Person i : cohort) {
        taken_[i] = true;
    }
    return cohort;
}

}  // namespace colead
