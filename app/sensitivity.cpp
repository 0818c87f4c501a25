#include "analysis/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "analysis/sweep_reader.hpp"
#include "app/commands.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

struct SensitivityWishes {
    std::string file;
    std::string measure;
    std::string arm;      // empty: all, and all minus the first
    std::string against;  // empty: nothing is subtracted
    std::optional<std::int64_t> month;
    bool drop_incomplete = false;
};

// Effects are as large as the measure is: with as many decimals as the largest needs for four digits.
int decimals_of(const std::vector<double>& effects) {
    double largest = 0.0;
    for (const double effect : effects) {
        largest = std::max(largest, std::isfinite(effect) ? std::abs(effect) : 0.0);
    }
    return largest > 0.0 ? std::clamp(3 - static_cast<int>(std::floor(std::log10(largest))), 0, 12)
                         : 4;
}

std::string number(double value, int decimals) {
    return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, decimals);
}

// Indices are shares of one.
std::string with_conf(double value, double conf) {
    if (std::isnan(value)) {
        return "-";
    }
    return fmt::format("{:.4f} +-{}", value,
                       std::isnan(conf) ? std::string("?") : fmt::format("{:.4f}", conf));
}

// Indices are shares of a variance: what lies further outside of 0 to 1 than this comes of too few points.
constexpr double little = 0.1;
bool may_be_share(double index) { return !(index < -little || index > 1.0 + little); }

class Tables {
public:
    Tables(const SweepReader& reader, const SensitivityWishes& wishes)
        : reader_(reader), wishes_(wishes), month_(wishes.month.value_or(reader.months())) {
        width_ = 6;
        for (const std::string& factor : reader.factors()) {
            width_ = std::max(width_, factor.size());
        }
    }

    void print(std::size_t arm, std::optional<std::size_t> against) const {
        const Outputs outputs = reader_.outputs(wishes_.measure, arm, against, month_);
        fmt::print("\n{} of {}{} at month {}, {} replicate{}\n", wishes_.measure,
                   reader_.arms()[arm],
                   against ? fmt::format(" minus {}", reader_.arms()[*against]) : "", month_,
                   outputs.replicates, outputs.replicates == 1 ? "" : "s");
        if (reader_.kind() == "morris") {
            print_morris(outputs);
        } else {
            print_sobol(outputs);
        }
    }

private:
    void print_dropped(std::size_t dropped, const char* kind) const {
        if (dropped > 0) {
            fmt::print("{} incomplete {} are left out\n", dropped, kind);
        }
    }

    void print_morris(const Outputs& outputs) const {
        const MorrisIndices indices = morris_indices(reader_.points(), reader_.axes(), outputs,
                                                     wishes_.drop_incomplete, reader_.seed());
        print_dropped(indices.dropped, "trajectories");
        fmt::print("{:<{}}  {:>10}  {:>20}  {:>10}  {:>10}\n", "factor", width_, "mu", "mu_star",
                   "sigma", "noise");
        const int decimals = decimals_of(indices.mu_star);
        const auto text = [&](double value) { return number(value, decimals); };
        for (std::size_t f = 0; f < reader_.factors().size(); ++f) {
            fmt::print("{:<{}}  {:>10}  {:>20}  {:>10}  {:>10}\n", reader_.factors()[f], width_,
                       text(indices.mu[f]),
                       text(indices.mu_star[f]) + " +-" + text(indices.mu_star_conf[f]),
                       text(indices.sigma[f]), text(indices.noise[f]));
        }
    }

    static void print_doubts(const SobolIndices& indices) {
        const auto all_of = [](const std::vector<double>& values, auto holds) {
            return std::all_of(values.begin(), values.end(), holds);
        };
        const auto known = [](double conf) { return !std::isnan(conf); };
        if (!all_of(indices.S1, may_be_share) || !all_of(indices.ST, may_be_share) ||
            !all_of(indices.S1_conf, known) || !all_of(indices.ST_conf, known)) {
            fmt::print(
                "indices are shares, 0 to 1: what lies far outside, or has +-? behind it, tells "
                "that more "
                "base points or replicates are needed\n");
        }
    }

    static std::string variance_of(const SobolIndices& indices, std::size_t replicates) {
        if (indices.variance <= 0.0) {
            return replicates == 1 || indices.variance == 0.0
                       ? "nothing varies over the factors"
                       : "nothing varies over the factors that could be told from luck";
        }
        return fmt::format("variance over the factors {:.4g}; {}", indices.variance,
                           replicates == 1
                               ? "how much of the points' means is luck, one replicate cannot tell"
                               : fmt::format("of the variance of the points' means {:.4f} is luck",
                                             indices.noise_share));
    }

    void print_sobol(const Outputs& outputs) const {
        const std::vector<std::string>& factors = reader_.factors();
        const SobolIndices indices = sobol_indices(factors.size(), reader_.second_order(), outputs,
                                                   wishes_.drop_incomplete, reader_.seed());
        print_dropped(indices.dropped, "base points");
        fmt::print("{}\n{:<{}}  {:>20}  {:>20}\n", variance_of(indices, outputs.replicates),
                   "factor", width_, "S1", "ST");
        for (std::size_t f = 0; f < factors.size(); ++f) {
            fmt::print("{:<{}}  {:>20}  {:>20}\n", factors[f], width_,
                       with_conf(indices.S1[f], indices.S1_conf[f]),
                       with_conf(indices.ST[f], indices.ST_conf[f]));
        }
        print_doubts(indices);
        for (std::size_t i = 0; i < factors.size() && reader_.second_order(); ++i) {
            for (std::size_t j = i + 1; j < factors.size(); ++j) {
                const std::size_t pair = i * factors.size() + j;
                fmt::print("S2 of {} and {}: {}\n", factors[i], factors[j],
                           with_conf(indices.S2[pair], indices.S2_conf[pair]));
            }
        }
    }

    const SweepReader& reader_;
    const SensitivityWishes& wishes_;
    std::int64_t month_;
    std::size_t width_;
};

int sensitivity(const SensitivityWishes& wishes) {
    const SweepReader reader(wishes.file);
    if (reader.kind() != "morris" && reader.kind() != "sobol") {
        throw InputError(
            fmt::format("'{}' has a design of kind {}; sensitivity needs morris or sobol",
                        wishes.file, reader.kind()));
    }
    if (!reader.test_model().empty()) {
        fmt::print("TEST MODEL {}: a function with known indices, no simulation of people\n",
                   reader.test_model());
    }
    if (reader.common_replicates() < reader.most_replicates()) {
        fmt::print(
            "points have {} to {} replicates, as many as they needed: the first {} of each are "
            "used\n",
            reader.common_replicates(), reader.most_replicates(), reader.common_replicates());
    }
    if (reader.test_model().empty() && reader.common_replicates() < 3) {
        fmt::print(
            "with {} replicate{} +- says little or nothing of luck: three and more tell it\n",
            reader.common_replicates(), reader.common_replicates() == 1 ? "" : "s");
    }
    const Tables tables(reader, wishes);
    if (!wishes.arm.empty()) {
        if (wishes.arm == wishes.against) {
            throw InputError("--against: an arm minus itself is nothing");
        }
        tables.print(reader.arm(wishes.arm), wishes.against.empty()
                                                 ? std::nullopt
                                                 : std::optional(reader.arm(wishes.against)));
        return 0;
    }
    for (std::size_t arm = 0; arm < reader.arms().size(); ++arm) {
        tables.print(arm, std::nullopt);
    }
    for (std::size_t arm = 1; arm < reader.arms().size(); ++arm) {
        tables.print(arm, 0);
    }
    return 0;
}

}  // namespace

void add_sensitivity(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "sensitivity", "which factors of a morris or sobol sweep a measure hangs on");
    const auto wishes = std::make_shared<SensitivityWishes>();
    command->add_option("file", wishes->file, "what the sweep left")->required();
    command->add_option("--measure", wishes->measure, "which measure")->required();
    auto* of_arm = command->add_option("--arm", wishes->arm,
                                       "of this arm alone (default: all, and minus the first)");
    command->add_option("--against", wishes->against, "minus this arm")->needs(of_arm);
    command->add_option("--month", wishes->month, "which month (default: the last)");
    command->add_flag("--drop-incomplete", wishes->drop_incomplete,
                      "leave out base points or trajectories that lack a value");
    command->callback([&invocation, wishes] { invocation.code = sensitivity(*wishes); });
}

}  // namespace colead
