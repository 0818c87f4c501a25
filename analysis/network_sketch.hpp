// The network as a report draws it: one replicate before the programs and after each of them, of people
// few enough to be seen one by one.
//
// The same people are drawn in every picture: all, or those nearest to the first person by number of ties
// between, breadth first at month 0 (a snowball). Drawing people at random would leave hardly a tie
// between them; a snowball keeps a neighbourhood whole, and is not a fair sample of the world.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/experiment.hpp"

namespace colead {

/// Columns are by person drawn.
struct NetworkPicture {
    struct Tie {
        std::uint32_t low;  // places among those drawn, low < high
        std::uint32_t high;
        float trust;  // mean of both ends
    };

    std::string arm;  // at month 0 the worlds of all arms are one
    std::int64_t month = 0;
    std::vector<std::int32_t> community;
    std::vector<std::int32_t> organization;  // -1: none
    std::vector<std::int32_t> culture;
    std::vector<std::int32_t>
        coalition;                     // number of its first member in the world; -1: does not act
    std::vector<std::int32_t> role;    // as Role
    std::vector<std::int32_t> degree;  // ties in all, also to people not drawn
    std::vector<Tie> ties;             // between those drawn, ascending
};

struct NetworkPictures {
    std::uint32_t replicate = 0;
    std::size_t people = 0;        // of the world
    std::vector<std::string> ids;  // the users', of those drawn, in the order of people
    std::vector<NetworkPicture> pictures;
};

/// `most` people at most, ascending: see above.
std::vector<Person> people_to_draw(const TieStore& ties, std::size_t most);

/// These people (ascending) of a world and the ties between them, as of now; arm and month are left to the
/// caller.
NetworkPicture picture_of(const World& world, const std::vector<Person>& drawn);

/// Watches one replicate and keeps month 0 of its first arm and the last month of every arm.
class NetworkSketch {
public:
    static constexpr std::size_t most_people = 1000;

    NetworkSketch(const Prepared& prepared, std::uint32_t replicate);

    void operator()(const Moment& moment, const World& world);
    /// Leaves the sketch empty.
    NetworkPictures take() { return std::move(pictures_); }

private:
    void choose(const World& world);
    void draw(const Moment& moment, const World& world);

    const Prepared& prepared_;
    std::vector<Person> drawn_;
    NetworkPictures pictures_;
};

}  // namespace colead
