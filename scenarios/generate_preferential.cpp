// Preferential attachment (Barabasi & Albert 1999). It begins with m = `attach` people without ties;
// the next is tied to all of them, and each who comes then to m different people, chosen one after
// another with probability proportional to their ties. An end of an earlier tie, drawn uniformly, is
// such a choice (Batagelj & Brandes 2005); one who was chosen already is drawn anew. Draws are keyed
// by the tie's number (as in Sanders & Schulz 2016), so all those of a batch of newcomers can be made
// at once; only what refers to the batch itself, and repeats, waits for a pass in order.
#include "scenarios/generators.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

class Growth {
public:
    Growth(const Generation& g, std::size_t attach)
        : g_(g), attach_(attach), targets_(attach * (g.people() - attach)) {
        for (std::size_t j = 0; j < attach_; ++j) {
            targets_[j] = static_cast<Person>(j);
        }
    }

    // Adds the newcomers [begin, end).
    void add(std::size_t begin, std::size_t end) {
        const std::size_t ends_before = 2 * first_tie(begin);
        g_.workers.for_blocks(end - begin, [&](std::size_t from, std::size_t to) {
            for (std::size_t ego = begin + from; ego < begin + to; ++ego) {
                for (std::size_t j = 0; j < attach_; ++j) {
                    const std::size_t drawn = drawn_end(ego, j, 0);
                    targets_[first_tie(ego) + j] = drawn < ends_before ? at(drawn) : nobody;
                }
            }
        });
        for (std::size_t ego = begin; ego < end; ++ego) {
            settle(ego);
        }
    }

    std::vector<Pair> pairs() const {
        return sorted_pairs(targets_.size(), g_.people(), g_.workers, [&](std::size_t tie) {
            return Pair{targets_[tie], newcomer(tie)};
        });
    }

private:
    std::size_t first_tie(std::size_t ego) const { return (ego - attach_) * attach_; }
    Person newcomer(std::size_t tie) const { return static_cast<Person>(attach_ + tie / attach_); }

    // Ends are numbered: 2t is the newcomer of tie t, 2t + 1 the one chosen.
    Person at(std::size_t end) const {
        return end % 2 == 0 ? newcomer(end / 2) : targets_[end / 2];
    }
    std::size_t drawn_end(std::size_t ego, std::size_t j, std::size_t attempt) const {
        const DrawBlock words =
            network_draw(g_.draws, NetworkDraw::ties_of_person, ego, attempt * attach_ + j);
        return index_below(words[0], words[1], 2 * first_tie(ego));
    }

    void settle(std::size_t ego) {
        Person* own = targets_.data() + first_tie(ego);
        for (std::size_t j = 0; j < attach_; ++j) {
            if (own[j] == nobody) {
                own[j] = at(drawn_end(ego, j, 0));
            }
            for (std::size_t attempt = 1; std::find(own, own + j, own[j]) != own + j; ++attempt) {
                own[j] = at(drawn_end(ego, j, attempt));
            }
        }
    }

    const Generation& g_;
    std::size_t attach_;
    std::vector<Person> targets_;  // of each tie: the older of its two
};

}  // namespace

std::vector<Pair> preferential_ties(const Generation& g) {
    const std::size_t people = g.people();
    const std::size_t attach = std::min(static_cast<std::size_t>(g.parameters.attach), people - 1);
    if (attach * people >= 1ULL << 31U) {
        throw InputError("network.attach = " + std::to_string(attach) + " is too many for " +
                         std::to_string(people) + " people: attach times people is at most 2^31");
    }
    Growth growth(g, attach);
    // Batches grow with the network: few draws refer to their own batch.
    for (std::size_t begin = attach + 1; begin < people;) {
        const std::size_t end = std::min(people, begin + std::max<std::size_t>(64, begin / 64));
        growth.add(begin, end);
        begin = end;
    }
    return growth.pairs();
}

}  // namespace colead
