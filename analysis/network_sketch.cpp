#include "analysis/network_sketch.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace colead {

namespace {

constexpr std::uint32_t nowhere = 0xffffffffU;

// `unaffiliated` and `nobody` are one number.
std::int32_t number_or_none(std::uint32_t number) {
    static_assert(unaffiliated == nobody);
    return number == nobody ? -1 : static_cast<std::int32_t>(number);
}

// Ego's trust in an alter, to whom there is a tie.
float trust_in(const TieStore& ties, Person ego, Person alter) {
    const auto alters = ties.alters(ego);
    const auto place = std::lower_bound(alters.begin(), alters.end(), alter) - alters.begin();
    return ties.trust(ego)[static_cast<std::size_t>(place)];
}

}  // namespace

std::vector<Person> people_to_draw(const TieStore& ties, std::size_t most) {
    const std::size_t people = ties.people();
    std::vector<bool> met(people, false);
    std::vector<Person> order;
    order.reserve(std::min(people, most));
    for (Person first = 0; first < people && order.size() < most; ++first) {
        if (met[first]) {
            continue;
        }
        met[first] = true;
        std::size_t next = order.size();
        order.push_back(first);
        for (; next < order.size() && order.size() < most; ++next) {
            for (const Person alter : ties.alters(order[next])) {
                if (!met[alter] && order.size() < most) {
                    met[alter] = true;
                    order.push_back(alter);
                }
            }
        }
    }
    std::sort(order.begin(), order.end());
    return order;
}

NetworkSketch::NetworkSketch(const Prepared& prepared, std::uint32_t replicate)
    : prepared_(prepared) {
    pictures_.replicate = replicate;
}

void NetworkSketch::operator()(const Moment& moment, const World& world) {
    const bool begins = moment.month == 0 && moment.arm == 0;
    const bool ends = moment.month > 0 && moment.month == prepared_.scenario.run.months;
    if (begins) {
        choose(world);
    }
    if (begins || ends) {
        draw(moment, world);
    }
}

void NetworkSketch::choose(const World& world) {
    drawn_ = people_to_draw(world.ties, most_people);
    pictures_.people = world.people.size();
    const bool named = prepared_.network && !prepared_.network->ids.empty();
    for (const Person i : drawn_) {
        pictures_.ids.push_back(named ? prepared_.network->ids[i] : fmt::to_string(i));
    }
}

void NetworkSketch::draw(const Moment& moment, const World& world) {
    NetworkPicture picture = picture_of(world, drawn_);
    picture.arm = prepared_.scenario.arms[moment.arm].arm;
    picture.month = moment.month;
    pictures_.pictures.push_back(std::move(picture));
}

NetworkPicture picture_of(const World& world, const std::vector<Person>& drawn) {
    const Population& people = world.people;
    std::vector<std::uint32_t> place(people.size(), nowhere);
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        place[drawn[k]] = static_cast<std::uint32_t>(k);
    }
    NetworkPicture picture;
    for (std::size_t k = 0; k < drawn.size(); ++k) {
        const Person i = drawn[k];
        picture.community.push_back(number_or_none(people.community[i]));
        picture.organization.push_back(number_or_none(people.face[i].organization));
        picture.culture.push_back(people.face[i].culture);
        picture.coalition.push_back(number_or_none(people.coalition[i]));
        picture.role.push_back(static_cast<std::int32_t>(people.role[i]));
        picture.degree.push_back(static_cast<std::int32_t>(world.ties.degree(i)));
        const auto alters = world.ties.alters(i);
        for (std::size_t n = 0; n < alters.size(); ++n) {
            const Person j = alters[n];
            if (j > i && place[j] != nowhere) {
                const float both = world.ties.trust(i)[n] + trust_in(world.ties, j, i);
                picture.ties.push_back({static_cast<std::uint32_t>(k), place[j], 0.5F * both});
            }
        }
    }
    return picture;
}

}  // namespace colead
