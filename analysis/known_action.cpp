// Who acts once others do. Granovetter (1978): a crowd whose thresholds differ by one each joins one by
// one, and not at all with a gap. Complex contagion (Centola & Macy 2007): what needs two sources goes
// round a ring of 1,000 with eight ties each and is stopped by rewiring; what needs one goes faster
// with it. It begins with one person and all who are tied to them. Rewired by swaps, which keep
// degrees: 2 p swaps are attempted per tie.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/frozen_world.hpp"
#include "analysis/known_parts.hpp"

namespace colead::known {

namespace {

double acting(const World& world) {
    return static_cast<double>(
        std::count_if(world.people.face.begin(), world.people.face.end(),
                      [](const Face& face) { return face.acting != not_acting; }));
}

// Thresholds (k - .5)/99, clipped at 0, where person n has k = n, but person 1 has `second`.
World crowd(const InputFolder& folder, int second) {
    folder.write("ties.csv", complete_csv(100));
    std::string people = "id,threshold,commitment,target,concern_1,concern_2\n";
    for (int n = 0; n < 100; ++n) {
        const int k = n == 1 ? second : n;
        people += fmt::format("{},{},0,1,1,0\n", n + 1, std::max(0.0, (k - 0.5) / 99.0));
    }
    folder.write("people.csv", people);
    return frozen_world(folder);
}

struct Spread {
    double adopters;
    double months;
};

// People's thresholds name those who begin; the network must be known before.
Spread spread(double rewired, double threshold, std::uint32_t replicate) {
    constexpr Person people = 1000;
    const World drawn =
        make_world(frozen(fmt::format("generator = \"ring\"\npeople = {}\ndegree = 8\n", people),
                          "", {fmt::format("network.swaps={}", 2.0 * rewired)}),
                   replicate);
    const Person begins = replicate * 97 % people;
    const auto alters = drawn.ties.alters(begins);
    std::string text = "id,threshold,commitment,target,concern_1,concern_2\n";
    for (Person i = 0; i < people; ++i) {
        const bool first =
            i == begins || std::find(alters.begin(), alters.end(), i) != alters.end();
        text += fmt::format("{},{},0,1,1,0\n", i + 1, first ? 0.0 : threshold);
    }
    const InputFolder folder;
    folder.write("ties.csv", ties_csv(ties_of(drawn)));
    folder.write("people.csv", text);
    World world = frozen_world(folder);
    Spread found{-1.0, -1.0};
    for (double now = 0.0; now > found.adopters;) {
        found.adopters = now;
        ++found.months;
        advance_by(world, 1);
        now = acting(world);
    }
    return found;
}

}  // namespace

std::vector<KnownValue> a_crowd_joins() {
    const InputFolder folder;
    World world = crowd(folder, 1);
    std::vector<KnownValue> found;
    for (int month = 1; month <= 100; ++month) {
        advance_by(world, 1);
        found.push_back({fmt::format("people acting in month {}", month), acting(world),
                         static_cast<double>(month), 0.0});
    }
    advance_by(world, 10);
    found.push_back({"people acting in the end", acting(world), 100.0, 0.0});
    return found;
}

std::vector<KnownValue> a_crowd_with_a_gap() {
    const InputFolder folder;
    World world = crowd(folder, 2);
    double most = 0.0;
    for (int month = 1; month <= 120; ++month) {
        advance_by(world, 1);
        most = std::max(most, acting(world));
    }
    return {{"most people acting in any month", most, 1.0, 0.0},
            {"people acting in the end", acting(world), 1.0, 0.0}};
}

std::vector<KnownValue> contagion_of_two_sources() {
    std::vector<KnownValue> found = {
        {"adopters in the ring", spread(0.0, 0.25, 0).adopters, 1000.0, 0.0}};
    for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
        // The nine who begin, and by chance a few who have two ties to these: fewer than 50.
        found.push_back({fmt::format("adopters when all is rewired, network {}", replicate + 1),
                         spread(1.0, 0.25, replicate).adopters, 9.0, 40.0});
    }
    return found;
}

std::vector<KnownValue> contagion_of_one_source() {
    const Spread in_ring = spread(0.0, 0.125, 0);
    // Four people further on either side each month.
    std::vector<KnownValue> found = {{"adopters in the ring", in_ring.adopters, 1000.0, 0.0},
                                     {"months round the ring", in_ring.months, 125.0, 0.0}};
    double slowest = 0.0;
    double fewest = 1000.0;
    for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
        const Spread rewired = spread(0.1, 0.125, replicate);
        slowest = std::max(slowest, rewired.months);
        fewest = std::min(fewest, rewired.adopters);
    }
    // At least five times as fast: 1 to 25 months.
    found.push_back({"adopters with a tenth rewired, fewest of 10", fewest, 1000.0, 0.0});
    found.push_back({"months with a tenth rewired, most of 10", slowest, 13.0, 12.0});
    return found;
}

}  // namespace colead::known
