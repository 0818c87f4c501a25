#include "scenarios/degree_sequence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/delimited.hpp"
#include "scenarios/generators.hpp"
#include "sim/error.hpp"

namespace colead {

std::vector<std::uint32_t> read_degrees(const std::string& path) {
    constexpr std::int64_t most = 1'000'000'000;
    std::vector<std::uint32_t> degrees;
    DelimitedText text(path);
    while (text.next()) {
        const std::string_view field = text.fields()[0];
        const std::optional<std::int64_t> degree = to_whole_number(field);
        if (text.fields().size() != 1 || !degree || *degree < 0 || *degree > most) {
            text.refuse(
                fmt::format("'{}' is not a number of ties: give one whole number a line", field));
        }
        degrees.push_back(static_cast<std::uint32_t>(*degree));
    }
    const std::uint64_t sum = std::accumulate(degrees.begin(), degrees.end(), std::uint64_t{0});
    if (sum % 2 != 0) {
        throw InputError(fmt::format(
            "{}: the degrees sum to {}, which is odd: every tie has two ends", path, sum));
    }
    if (degrees.size() < 2 || !is_graphical(degrees)) {
        throw InputError(
            fmt::format("{}: no network of {} people has these degrees (Erdos & Gallai 1960): the "
                        "largest is {}",
                        path, degrees.size(),
                        degrees.empty() ? 0U : *std::max_element(degrees.begin(), degrees.end())));
    }
    return degrees;
}

// For the k largest degrees: their sum is at most k (k - 1) and what the others can offer them. With
// the degrees counted, both sides follow k; those below k come after the k largest only up to the
// point where the k-th is itself below k, and beyond it nothing can fail.
bool is_graphical(std::span<const std::uint32_t> degrees) {
    const std::size_t people = degrees.size();
    std::vector<std::uint64_t> count(people, 0);
    std::uint64_t total = 0;
    for (const std::uint32_t degree : degrees) {
        if (degree >= people) {
            return false;
        }
        ++count[degree];
        total += degree;
    }
    if (total % 2 != 0) {
        return false;
    }
    // Of those with a degree below k: how many, and the sum of their degrees.
    std::uint64_t below = 0;
    std::uint64_t sum_below = 0;
    std::uint64_t largest = 0;  // sum of the k largest
    std::size_t degree = people;
    std::uint64_t left = 0;  // of those with this degree
    for (std::uint64_t k = 1; k <= people; ++k) {
        while (left == 0) {
            left = count[--degree];
        }
        --left;
        largest += degree;
        below += count[k - 1];
        sum_below += (k - 1) * count[k - 1];
        if (degree < k) {
            return true;
        }
        if (largest > k * (k - 1) + sum_below + k * (people - k - below)) {
            return false;
        }
    }
    return true;
}

namespace {

// c of the law: the mean, the sum of P(K >= k) over k = 1 .. most, rises with it.
double smallest_degree(double mean, double steepness, std::size_t most) {
    std::vector<double> power(most);
    for (std::size_t k = 1; k <= most; ++k) {
        power[k - 1] = exponential(-steepness * natural_log(static_cast<double>(k)));
    }
    double low = 0.0;
    double high = static_cast<double>(most);
    for (int step = 0; step < 60; ++step) {
        const double c = 0.5 * (low + high);
        const double scale = exponential(steepness * natural_log(c));
        double sum = 0.0;
        for (const double p : power) {
            sum += std::min(1.0, scale * p);
        }
        (sum < mean ? low : high) = c;
    }
    return high;
}

}  // namespace

std::vector<std::uint32_t> draw_degrees(const NetworkParameters& p, const Draws& draws,
                                        const Workers& workers) {
    constexpr std::size_t attempts = 100;
    const auto people = static_cast<std::size_t>(p.people);
    std::vector<std::uint32_t> degrees(people, 0);
    const auto most = std::min(
        people - 1, static_cast<std::size_t>(std::sqrt(static_cast<double>(people) * p.degree)));
    if (p.degree <= 0.0 || most == 0) {
        return degrees;
    }
    const double steepness = p.exponent - 1.0;
    const auto largest = static_cast<double>(most);
    const double c = smallest_degree(std::min(p.degree, largest), steepness, most);
    for (std::size_t attempt = 0; attempt < attempts; ++attempt) {
        workers.for_blocks(people, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const double u =
                    open_uniform(network_draw(draws, NetworkDraw::degree_of_person, i, attempt)[0]);
                const double degree = c * exponential(-natural_log(u) / steepness);
                degrees[i] = static_cast<std::uint32_t>(std::min(degree, largest));
            }
        });
        const auto sum = std::accumulate(degrees.begin(), degrees.end(), std::uint64_t{0});
        if (sum % 2 != 0) {
            ++*std::min_element(degrees.begin(), degrees.end());
        }
        if (is_graphical(degrees)) {
            return degrees;
        }
    }
    throw InputError(fmt::format(
        "network.degree = {} and network.exponent = {} give no degrees that a network of {} people "
        "can have",
        p.degree, p.exponent, people));
}

}  // namespace colead
