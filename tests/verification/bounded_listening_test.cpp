// Hegselmann and Krause (2002), people who begin anywhere: who listens only to those nearby in concern
// ends up among them. People on a grid are among the quick known results.
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <vector>

#include "analysis/frozen_world.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

std::string people_csv(const std::vector<double>& concerns) {
    std::string text = "id,openness,concern_1,concern_2\n";
    for (std::size_t i = 0; i < concerns.size(); ++i) {
        text += fmt::format("{},0,{},{}\n", i + 1, concerns[i], 1.0 - concerns[i]);
    }
    return text;
}

// Groups in the end: runs of people whose concerns lie within .01 of the next.
int clusters(const InputFolder& folder, const std::string& bound) {
    World world = frozen_world(folder, {"dialogue.self=1", "dialogue.bound=" + bound});
    std::vector<double> before;
    std::vector<double> now = first_concerns(world);
    for (int month = 0; month < 200 && now != before; ++month) {
        before = now;
        advance_by(world, 1);
        now = first_concerns(world);
    }
    std::sort(now.begin(), now.end());
    int count = 1;
    for (std::size_t i = 1; i < now.size(); ++i) {
        count += now[i] - now[i - 1] > 0.01 ? 1 : 0;
    }
    return count;
}

// Over 50 worlds of 1,000 people who begin anywhere.
double mean_clusters(const std::string& bound) {
    const InputFolder folder;
    folder.write("ties.csv", complete_csv(1000));
    constexpr unsigned worlds = 50;
    double sum = 0.0;
    for (unsigned seed = 1; seed <= worlds; ++seed) {
        std::mt19937 luck(seed);
        std::vector<double> concerns;
        for (int i = 0; i < 1000; ++i) {
            // Not by a distribution, which every library has its own way to draw from.
            concerns.push_back(static_cast<double>(luck()) / 4294967296.0);
        }
        folder.write("people.csv", people_csv(concerns));
        sum += clusters(folder, bound);
    }
    return sum / worlds;
}

}  // namespace

TEST_CASE("a thousand people part into as many groups as their bound of listening leaves room for",
          "[verification][slow]") {
    CHECK(mean_clusters("0.1") == Approx(3.96).margin(0.3));
    CHECK(mean_clusters("0.2") == Approx(1.80).margin(0.3));
    CHECK(mean_clusters("0.25") == Approx(1.00).margin(0.3));
}
