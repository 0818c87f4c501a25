// Paired differences with bootstrap intervals (analysis/bootstrap.hpp), corrected over the contrasts of a
// measure.
#include "analysis/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

bool failed(const Results& results, std::size_t arm, std::size_t replicate) {
    return !results.runs.empty() && !results.runs[arm * results.replicates.size() + replicate].done;
}

Pairs pairs_of(const Results& results, const Contrast& contrast) {
    Pairs pairs;
    if (results.values[contrast.measure].empty()) {
        return pairs;
    }
    for (std::size_t r = 0; r < results.replicates.size(); ++r) {
        if (!failed(results, contrast.arm, r) && !failed(results, contrast.against, r)) {
            pairs.add(results.at(contrast.measure, contrast.arm, r, contrast.month),
                      results.at(contrast.measure, contrast.against, r, contrast.month));
        }
    }
    return pairs;
}

double variance_of(std::span<const double> values) {
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double sum = 0.0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return sum / (count - 1.0);
}

void estimate(std::vector<Contrast>& contrasts, const std::vector<Pairs>& pairs,
              std::uint64_t seed) {
    std::vector<std::span<const double>> columns;
    for (const Pairs& both : pairs) {
        columns.emplace_back(both.difference);
    }
    const std::vector<Estimate> estimates = estimates_of_means(columns, seed);
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
        contrasts[c].difference = estimates[c].interval;
        contrasts[c].p = estimates[c].p;
    }
}

// Holm's step-down over the contrasts of one measure that have a p.
void correct(std::span<Contrast> contrasts) {
    std::vector<double> p;
    for (const Contrast& contrast : contrasts) {
        p.push_back(contrast.p);
    }
    const std::vector<double> corrected = holm(p);
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
        contrasts[c].p_holm = corrected[c];
    }
}

}  // namespace

void Pairs::add(double of_arm, double of_against) {
    if (std::isfinite(of_arm) && std::isfinite(of_against)) {
        arm.push_back(of_arm);
        against.push_back(of_against);
        difference.push_back(of_arm - of_against);
    }
}

double Pairs::variance_reduction() const {
    const double apart = difference.size() < 2 ? 0.0 : variance_of(arm) + variance_of(against);
    return apart > 0.0 ? 1.0 - variance_of(difference) / apart : no_value;
}

std::vector<std::pair<std::size_t, std::size_t>> arms_to_contrast(std::size_t arms) {
    std::vector<std::pair<std::size_t, std::size_t>> list;
    for (std::size_t arm = 1; arm < arms; ++arm) {
        list.emplace_back(arm, 0);
    }
    for (std::size_t arm = 2; arm < arms; ++arm) {
        for (std::size_t against = 1; against < arm; ++against) {
            list.emplace_back(arm, against);
        }
    }
    return list;
}

std::vector<Contrast> compare_arms(const Results& results) {
    const auto arms = arms_to_contrast(results.arms.size());
    std::vector<Contrast> contrasts;
    std::vector<Pairs> pairs;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (measures()[m].along != Along::nothing) {
            continue;
        }
        for (const auto& [arm, against] : arms) {
            Contrast contrast{
                m,        arm,      against, results.months, 0, {no_value, no_value, no_value},
                no_value, no_value, no_value};
            Pairs both = pairs_of(results, contrast);
            contrast.pairs = both.difference.size();
            contrast.variance_reduction = both.variance_reduction();
            contrasts.push_back(contrast);
            pairs.push_back(std::move(both));
        }
    }
    estimate(contrasts, pairs, results.runs.empty() ? 1 : results.runs.front().seed);
    for (std::size_t c = 0; c < contrasts.size(); c += arms.size()) {
        correct(std::span(contrasts).subspan(c, arms.size()));
    }
    return contrasts;
}

double mobilized_share(const Results& results, std::size_t arm) {
    const std::size_t reach = measure_index("reach");
    std::size_t worlds = 0;
    std::size_t mobilized = 0;
    for (std::size_t r = 0; r < results.replicates.size() && !results.values[reach].empty(); ++r) {
        const double value = results.at(reach, arm, r, results.months);
        if (std::isfinite(value) && !failed(results, arm, r)) {
            ++worlds;
            mobilized += value >= results.mobilized_at ? 1 : 0;
        }
    }
    return worlds == 0 ? no_value : static_cast<double>(mobilized) / static_cast<double>(worlds);
}

}  // namespace colead
