// The ties of a snapshot as a tie store: half-ties are read by blocks, in the order of rows, so that a
// tie's second half is met in the order in which its first half was.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "analysis/results_reader.hpp"
#include "analysis/snapshot_reader.hpp"
#include "scenarios/delimited.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::size_t block = std::size_t{1} << 20U;

// People by the users' ids, as numbers or as texts: whichever the file holds.
class PeopleByStoredId {
public:
    PeopleByStoredId(const std::vector<std::string>& ids, bool as_text) {
        if (as_text) {
            for (std::size_t i = 0; i < ids.size(); ++i) {
                by_text_.emplace(ids[i], static_cast<Person>(i));
            }
        } else {
            for (std::size_t i = 0; i < ids.size(); ++i) {
                by_number_.emplace_back(to_whole_number(ids[i]).value_or(0),
                                        static_cast<Person>(i));
            }
            // Small networks' are in this order already.
            std::sort(by_number_.begin(), by_number_.end());
        }
    }

    Person of(std::int64_t id) const {
        const auto found =
            std::lower_bound(by_number_.begin(), by_number_.end(), std::pair(id, Person{0}));
        return found != by_number_.end() && found->first == id ? found->second : nobody;
    }
    Person of(const std::string& id) const {
        const auto found = by_text_.find(id);
        return found == by_text_.end() ? nobody : found->second;
    }

private:
    std::vector<std::pair<std::int64_t, Person>> by_number_;  // ascending
    std::unordered_map<std::string_view, Person> by_text_;
};

// Joins half-ties, which come ascending by ego and alter, into ties.
class Joiner {
public:
    Joiner(std::size_t people, std::size_t half_ties) : people_(people), of_low_(people + 1) {
        ties_.reserve(half_ties / 2);
    }

    void take(Person ego, Person alter, float trust) {
        if (ego >= people_ || alter >= people_ || ego == alter || ego < ego_) {
            throw FileError("ties: an end is nobody, or not in its place");
        }
        for (; ego_ < ego; ++ego_) {
            of_low_[ego_ + 1] = {ties_.size(), ties_.size()};
        }
        ++taken_;
        if (ego < alter) {
            ties_.push_back({{ego, alter}, trust, trust});
            return;
        }
        Row& row = of_low_[alter];
        if (row.met >= of_low_[alter + 1].begin || ties_[row.met].pair.high != ego) {
            throw FileError(
                fmt::format("ties: one between people {} and {} has one end only", alter, ego));
        }
        ties_[row.met++].trust_high = trust;
    }

    TieStore finish() {
        if (2 * ties_.size() != taken_) {
            throw FileError("ties: some have one end only");
        }
        return {people_, ties_};
    }

private:
    struct Row {
        std::size_t begin = 0;
        std::size_t met = 0;  // the next tie whose second half is to come
    };
    std::size_t people_;
    std::vector<Row> of_low_;
    std::vector<NewTie> ties_;
    std::size_t taken_ = 0;
    Person ego_ = 0;
};

template <class Identity>
TieStore read_ties(const hdf5::Group& group, const std::vector<std::string>& ids) {
    const hdf5::Dataset ego = group.dataset("ego");
    const hdf5::Dataset alter = group.dataset("alter");
    const hdf5::Dataset trust = group.dataset("trust");
    const std::size_t half_ties = ego.shape().at(0);
    if (alter.shape() != ego.shape() || trust.shape() != ego.shape()) {
        throw FileError("ties: columns of different length");
    }
    const PeopleByStoredId people(ids, std::is_same_v<Identity, std::string>);
    Joiner joiner(ids.size(), half_ties);
    for (std::size_t first = 0; first < half_ties; first += block) {
        const std::size_t count = std::min(block, half_ties - first);
        const auto egos = ego.read_part<Identity>(first, count);
        const auto alters = alter.read_part<Identity>(first, count);
        const auto trusts = trust.read_part<float>(first, count);
        for (std::size_t n = 0; n < count; ++n) {
            joiner.take(people.of(egos[n]), people.of(alters[n]), trusts[n]);
        }
    }
    return joiner.finish();
}

}  // namespace

TieStore SnapshotReader::ties(std::int64_t month, const std::vector<std::string>& ids) const {
    return reading(path_, [&] {
        const hdf5::Group group = group_of(month).group("ties");
        return group.dataset("ego").is_text() ? read_ties<std::string>(group, ids)
                                              : read_ties<std::int64_t>(group, ids);
    });
}

}  // namespace colead
