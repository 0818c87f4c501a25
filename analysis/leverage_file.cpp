#include "analysis/leverage_file.hpp"

#include <array>
#include <limits>

#include "analysis/hdf5.hpp"
#include "analysis/output_file.hpp"

namespace colead {

namespace {

using hdf5::Dataset;
using hdf5::Group;

constexpr std::size_t measure_count = leverage_measures.size();

std::vector<std::string> measure_names() {
    return {leverage_measures.begin(), leverage_measures.end()};
}

Dataset scale(Group& group, const std::string& name, const auto& values,
              std::string_view long_name) {
    Dataset dataset = group.write(name, values);
    dataset.as_scale(name).describe("", long_name);
    return dataset;
}

// The three numbers of an interval: NAME, NAME_low and NAME_high.
template <class IntervalOf>
void write_interval(Group& group, const std::string& name, const hdf5::Shape& shape,
                    std::span<const Dataset* const> along, std::string_view units,
                    std::string_view long_name, std::size_t count, IntervalOf&& interval_of) {
    const std::array<std::pair<const char*, double Interval::*>, 3> parts = {
        {{"", &Interval::mean}, {"_low", &Interval::low}, {"_high", &Interval::high}}};
    for (const auto& [suffix, member] : parts) {
        std::vector<double> values;
        for (std::size_t n = 0; n < count; ++n) {
            values.push_back(interval_of(n).*member);
        }
        group.write(name + suffix, shape, values)
            .along(along)
            .describe(units, std::string(long_name) +
                                 (*suffix == '\0' ? "" : ", end of the 95% interval"));
    }
}

class LeverageFile {
public:
    LeverageFile(Group& root, const Leverage& leverage, const Levers& levers,
                 const LeverageRuns& runs)
        : leverage_(leverage),
          levers_(levers.list),
          runs_(runs),
          group_(root.create_group("leverage")),
          arm_(scale(group_, "arm", leverage.arms, "arm")),
          measure_(scale(group_, "measure", measure_names(), "measure at the last month")),
          parameter_(scale(group_, "parameter", keys(), "lever: what was moved")),
          replicate_(scale(group_, "replicate", numbers(), "replicate")) {}

    void write(const LeverOrders& orders) {
        group_.set("step", orders.step);
        group_.set("from_start", std::int64_t{orders.from_start ? 1 : 0});
        group_.set("months", leverage_.months);
        group_.set("horizon", leverage_.horizon);
        group_.set("saturated", std::int64_t{leverage_.saturated ? 1 : 0});
        write_levers();
        write_effects();
        write_ends();
        write_factors();
        write_levels();
    }

private:
    std::vector<std::string> keys() const {
        std::vector<std::string> keys;
        for (const Lever& lever : levers_) {
            keys.push_back(lever.key);
        }
        return keys;
    }
    std::vector<std::int64_t> numbers() const {
        return {leverage_.replicates.begin(), leverage_.replicates.end()};
    }

    template <class Value>
    void column(const char* name, std::string_view units, std::string_view long_name,
                Value&& value) {
        std::vector<std::decay_t<decltype(value(levers_.front()))>> values;
        for (const Lever& lever : levers_) {
            values.push_back(value(lever));
        }
        const std::array<const Dataset*, 1> along{&parameter_};
        group_.write(name, values).along(along).describe(units, long_name);
    }

    void write_levers() {
        column("level", "", "level of Meadows (1999), 12 .. 1",
               [](const Lever& l) { return std::int64_t{l.level}; });
        column("value", "", "value that is moved", [](const Lever& l) { return l.value; });
        column("lowered", "", "the lower value run", [](const Lever& l) { return l.lowered; });
        column("raised", "", "the higher value run", [](const Lever& l) { return l.raised; });
        column("scale", "", "change to which the elasticity is proportional",
               [](const Lever& l) { return l.scale; });
        column("unit", "", "unit of the value", [](const Lever& l) { return l.unit; });
        column("note", "", "what is odd", [](const Lever& l) { return l.note; });
        column("price", "US dollars per resident and month",
               "what one unit more costs while as many cohorts are held", [](const Lever& l) {
                   return l.money == Lever::no_price ? std::numeric_limits<double>::quiet_NaN()
                                                     : l.price;
               });
    }

    void write_effects() {
        const std::size_t count = leverage_.effects.size();
        const hdf5::Shape shape{leverage_.arms.size(), measure_count, levers_.size()};
        const std::array<const Dataset*, 3> along{&arm_, &measure_, &parameter_};
        const auto each = [&](const char* name, std::string_view units, std::string_view long_name,
                              Interval LeverEffect::*member) {
            write_interval(group_, name, shape, along, units, long_name, count,
                           [&](std::size_t n) { return leverage_.effects[n].*member; });
        };
        each("elasticity", "1", "per cent that 1% of the lever moves the measure",
             &LeverEffect::elasticity);
        each("rank", "", "place by size of the elasticity, 1 moves most", &LeverEffect::rank);
        each("per_money", "1 per US dollar per resident and month",
             "what a dollar more spent on this does to the measure", &LeverEffect::per_money);
        std::vector<double> p;
        for (const LeverEffect& effect : leverage_.effects) {
            p.push_back(effect.p_holm);
        }
        group_.write("p_holm", shape, p)
            .along(along)
            .describe("1", "Student's p that the lever moves nothing, after Holm over all levers");
        const std::array<const Dataset*, 2> by_arm{&arm_, &measure_};
        write_interval(group_, "depth_and_size", {leverage_.arms.size(), measure_count}, by_arm,
                       "1", "rank correlation of a lever's depth and the size of its elasticity",
                       leverage_.depth_and_size.size(),
                       [&](std::size_t n) { return leverage_.depth_and_size[n]; });
    }

    // What came in each replicate, from which all else follows.
    void write_ends() {
        const std::array<const Dataset*, 3> along{&arm_, &measure_, &replicate_};
        write_ends("base", "measure as things are", 1, along, &LeverageWorld::base);
        const std::array<const Dataset*, 4> moved{&parameter_, &arm_, &measure_, &replicate_};
        write_ends("at_lowered", "measure with the lever lowered", levers_.size(), moved,
                   &LeverageWorld::lower);
        write_ends("at_raised", "measure with the lever raised", levers_.size(), moved,
                   &LeverageWorld::upper);
    }

    void write_ends(const char* name, const char* long_name, std::size_t levers,
                    std::span<const Dataset* const> along, std::vector<Ends> LeverageWorld::*ends) {
        const std::size_t runs = levers * leverage_.arms.size();
        std::vector<double> values;
        for (std::size_t run = 0; run < runs; ++run) {
            for (std::size_t m = 0; m < measure_count; ++m) {
                for (const LeverageWorld& world : runs_.worlds) {
                    values.push_back((world.*ends)[run][m]);
                }
            }
        }
        hdf5::Shape shape{levers, leverage_.arms.size(), measure_count, runs_.worlds.size()};
        if (along.size() < shape.size()) {
            shape.erase(shape.begin());
        }
        group_.write(name, shape, values).along(along).describe("1", long_name);
    }

    void write_factors() {
        Group group = group_.create_group("factors");
        std::vector<std::string> names;
        for (const FactorLeverage& factor : leverage_.factors) {
            names.push_back(factor.name);
        }
        const Dataset arm = scale(group, "arm", leverage_.arms, "arm");
        const Dataset month =
            scale(group, "month", std::vector<std::int64_t>{0, leverage_.months}, "month");
        const Dataset factor = scale(group, "factor", names, "factor of the issue system");
        const std::array<const Dataset*, 1> along{&factor};
        const auto write = [&](const char* name, const char* long_name,
                               double FactorLeverage::*member) {
            std::vector<double> values;
            for (const FactorLeverage& f : leverage_.factors) {
                values.push_back(f.*member);
            }
            group.write(name, values).along(along).describe("1", long_name);
        };
        write("long_run", "rise of the result per unit of lasting pressure",
              &FactorLeverage::long_run);
        write("within_horizon", "the same within issue_system.horizon",
              &FactorLeverage::within_horizon);
        write("gain", "positive part within the horizon, of sum 1", &FactorLeverage::gain);

        const std::size_t factors = names.size();
        const std::size_t arms = leverage_.arms.size();
        const auto minds = [&](std::size_t n) -> const FactorMinds& {
            return n % 2 == 0 ? leverage_.first[n / 2] : leverage_.last[n / 2];
        };
        const std::array<const Dataset*, 3> by_factor{&arm, &month, &factor};
        write_interval(group, "believed", {arms, 2, factors}, by_factor, "1", "mean mental model",
                       arms * 2 * factors,
                       [&](std::size_t n) { return minds(n / factors).believed[n % factors]; });
        write_interval(group, "acted_on", {arms, 2, factors}, by_factor, "1",
                       "share of those acting whose target it is", arms * 2 * factors,
                       [&](std::size_t n) { return minds(n / factors).acted_on[n % factors]; });
        const std::array<const Dataset*, 2> by_month{&arm, &month};
        write_interval(group, "belief_agrees", {arms, 2}, by_month, "1",
                       "rank correlation of belief and leverage within the horizon", arms * 2,
                       [&](std::size_t n) { return minds(n).belief_agrees; });
        write_interval(group, "action_agrees", {arms, 2}, by_month, "1",
                       "rank correlation of action and leverage within the horizon", arms * 2,
                       [&](std::size_t n) { return minds(n).action_agrees; });
    }

    // A level without levers is there too, with NaN, so that all arms have the same twelve.
    void write_levels() {
        Group group = group_.create_group("levels");
        std::vector<std::int64_t> numbers;
        std::vector<std::string> names;
        for (int level = 12; level >= 1; --level) {
            numbers.push_back(level);
            names.push_back(level_name(level));
        }
        const Dataset arm = scale(group, "arm", leverage_.arms, "arm");
        const Dataset measure = scale(group, "measure", measure_names(), "measure");
        const Dataset level = scale(group, "level", numbers, "level of Meadows (1999)");
        const std::array<const Dataset*, 1> along_level{&level};
        group.write("name", names).along(along_level).describe("", "what is moved at this level");
        const std::array<const Dataset*, 3> along{&arm, &measure, &level};
        const hdf5::Shape shape{leverage_.arms.size(), measure_count, numbers.size()};
        const std::size_t count = leverage_.levels.size() * numbers.size();
        constexpr double none = std::numeric_limits<double>::quiet_NaN();
        const auto at = [&](std::size_t n) -> LevelEffect {
            for (const LevelEffect& effect : leverage_.levels[n / numbers.size()]) {
                if (effect.level == numbers[n % numbers.size()]) {
                    return effect;
                }
            }
            return {0, 0, 0, {none, none, none}, 0};
        };
        write_interval(group, "size", shape, along, "1",
                       "root mean square elasticity, without what luck adds", count,
                       [&](std::size_t n) { return at(n).size; });
        const auto counts = [&](const char* name, const char* long_name,
                                std::size_t LevelEffect::*member) {
            std::vector<std::int64_t> values;
            for (std::size_t n = 0; n < count; ++n) {
                values.push_back(static_cast<std::int64_t>(at(n).*member));
            }
            group.write(name, shape, values).along(along).describe("", long_name);
        };
        counts("levers", "levers of this level", &LevelEffect::levers);
        counts("certain", "of which p_holm < .05", &LevelEffect::certain);
    }

    const Leverage& leverage_;
    const std::vector<Lever>& levers_;
    const LeverageRuns& runs_;
    Group group_;
    Dataset arm_;
    Dataset measure_;
    Dataset parameter_;
    Dataset replicate_;
};

}  // namespace

void write_leverage(const std::string& path, bool overwrite, const Leverage& leverage,
                    const Levers& levers, const LeverageRuns& runs, const LeverOrders& orders,
                    const Provenance& provenance) {
    OutputFile file(path, overwrite);
    writing(path, [&] {
        Group root = hdf5::create_file(file.aside());
        write_provenance(root, leverage.title, std::numeric_limits<double>::quiet_NaN(),
                         provenance);
        LeverageFile(root, leverage, levers, runs).write(orders);
        hdf5::finish_file(root);
    });
    file.finish();
}

}  // namespace colead
