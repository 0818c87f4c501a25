// How people come to agree, or do not. DeGroot (1974): they take up the trust-weighted mean of what
// they hear. Friedkin and Johnsen (1990): who holds on to values never quite agrees,
// x* = (I - .8 W)^-1 (.2) u. Hegselmann and Krause (2002): who listens only to those nearby in concern
// ends up among them. Golub and Jackson (2012): homophily slows agreement down.
#include <fmt/format.h>

#include <cmath>
#include <numeric>

#include "analysis/frozen_world.hpp"
#include "analysis/known_parts.hpp"

namespace colead::known {

namespace {

// T = [[0, .5, .5], [1, 0, 0], [0, 1, 0]]; its second eigenvalue has modulus .7071.
constexpr const char* three_ties = "ego,alter,trust\n1,2,.5\n1,3,.5\n2,1,1\n2,3,0\n3,1,0\n3,2,1\n";

std::string concerns_csv(const std::vector<double>& concerns, const char* more_columns = "",
                         const char* more_values = "") {
    std::string text = fmt::format("id{},concern_1,concern_2\n", more_columns);
    for (std::size_t i = 0; i < concerns.size(); ++i) {
        text += fmt::format("{}{},{},{}\n", i + 1, more_values, concerns[i], 1.0 - concerns[i]);
    }
    return text;
}

// People 1 .. count, spread evenly over 0 .. 1.
std::vector<double> evenly(int count) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i) {
        values.push_back(static_cast<double>(i) / (count - 1));
    }
    return values;
}

struct Moments {
    double mean;
    double variance;
};

Moments moments_of(const std::vector<double>& values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return {mean, squares / count};
}

}  // namespace

std::vector<KnownValue> three_people_agree() {
    const std::vector<double> weights = {0.4, 0.4, 0.2};
    std::vector<KnownValue> found;
    for (std::size_t begins = 0; begins < 3; ++begins) {
        const InputFolder folder;
        folder.write("ties.csv", three_ties);
        std::vector<double> concerns(3, 0.0);
        concerns[begins] = 1.0;
        folder.write("people.csv", concerns_csv(concerns));
        World world = frozen_world(folder);
        advance_by(world, 100);
        const std::vector<double> now = first_concerns(world);
        for (std::size_t i = 0; i < 3; ++i) {
            found.push_back({fmt::format("weight of person {} with person {}", begins + 1, i + 1),
                             now[i], weights[begins], 1e-5});
        }
    }
    return found;
}

std::vector<KnownValue> one_month_of_talk() {
    const InputFolder folder;
    folder.write("ties.csv", three_ties);
    folder.write("people.csv", "id,concern_1,concern_2\n1,.2,.8\n2,.6,.4\n3,.9,.1\n");
    World world = frozen_world(folder);
    advance_by(world, 1);
    const std::vector<double> now = first_concerns(world);
    return {{"concern of person 1", now[0], 0.75, 1e-6},
            {"concern of person 2", now[1], 0.2, 1e-6},
            {"concern of person 3", now[2], 0.6, 1e-6}};
}

std::vector<KnownValue> karate_club_agrees() {
    const InputFolder folder;
    folder.write("ties.csv", karate_csv());
    folder.write("people.csv", concerns_csv(evenly(34)));
    World world = frozen_world(folder, {"dialogue.self=1"});
    advance_by(world, 500);
    std::vector<KnownValue> found;
    const std::vector<double> now = first_concerns(world);
    for (std::size_t i = 0; i < now.size(); ++i) {
        found.push_back({fmt::format("concern of member {}", i + 1), now[i], 0.4937799043, 1e-5});
    }
    return found;
}

std::vector<KnownValue> karate_club_of_clear_values() {
    const InputFolder folder;
    folder.write("ties.csv", karate_csv());
    std::string people = "id,clarity,openness,concern_1,concern_2,intention_1,intention_2\n";
    for (int i = 0; i < 34; ++i) {
        const double u = i / 33.0;
        people += fmt::format("{0},1,0,{1},{2},{1},{2}\n", i + 1, u, 1.0 - u);
    }
    folder.write("people.csv", people);
    World world = frozen_world(folder, {"dialogue.attachment=0.2"});
    advance_by(world, 200);
    const std::vector<double> x = first_concerns(world);
    const Moments moments = moments_of(x);
    return {{"concern of member 1", x[0], 0.274681, 1e-5},
            {"concern of member 3", x[2], 0.370556, 1e-5},
            {"concern of member 9", x[8], 0.475091, 1e-5},
            {"concern of member 34", x[33], 0.699790, 1e-5},
            {"mean", moments.mean, 0.4934116524, 1e-5},
            {"variance", moments.variance, 0.0353361074, 1e-5}};
}

std::vector<KnownValue> listeners_on_a_grid() {
    const InputFolder folder;
    folder.write("ties.csv", complete_csv(101));
    folder.write("people.csv", concerns_csv(evenly(101), ",openness", ",0"));
    World world = frozen_world(folder, {"dialogue.self=1", "dialogue.bound=0.1"});
    advance_by(world, 50);
    const std::vector<double> now = first_concerns(world);
    const auto near = [&](double place) {
        double count = 0.0;
        for (const double concern : now) {
            count += std::abs(concern - place) < 5e-4 ? 1.0 : 0.0;
        }
        return count;
    };
    return {
        {"people at .151", near(0.1512), 24.0, 0.0}, {"people at .5", near(0.5), 53.0, 0.0},
        {"people at .849", near(0.8488), 24.0, 0.0}, {"lowest concern", now.front(), 0.1512, 5e-5},
        {"middle concern", now[50], 0.5, 5e-5},      {"highest concern", now.back(), 0.8488, 5e-5}};
}

// Two groups of 200 who begin at 0 and 1; ten drawn networks of mean degree 60, nine ties in ten within
// the group, so that the second eigenvalue is near .9 - .1 = .8. The months until a hundredth of the
// first standard deviation is left.
std::vector<KnownValue> two_groups_agree_slowly() {
    constexpr int networks = 10;
    constexpr std::size_t people = 400;
    const Prepared drawn =
        frozen(fmt::format("generator = \"stochastic-block\"\npeople = {}\nwithin = {:.17g}\n"
                           "between = {:.17g}\n",
                           people, 54.0 / 199.0, 6.0 / 200.0),
               "", {"network.cultures=2"});
    double months = 0.0;
    for (std::uint32_t replicate = 0; replicate < networks; ++replicate) {
        const World network = make_world(drawn, replicate);
        const InputFolder folder;
        folder.write("ties.csv", ties_csv(ties_of(network)));
        std::vector<double> concerns;
        for (Person i = 0; i < people; ++i) {
            concerns.push_back(network.people.face[i].culture == 0 ? 0.0 : 1.0);
        }
        folder.write("people.csv", concerns_csv(concerns));
        World world = frozen_world(folder);
        const double first = moments_of(concerns).variance;
        while (moments_of(first_concerns(world)).variance > 1e-4 * first) {
            advance_by(world, 1);
            months += 1.0 / networks;
        }
    }
    return {{"months to 1% of the first deviation", months, 22.0, 1.0}};
}

}  // namespace colead::known
