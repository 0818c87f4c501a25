// Reading what a study varies: `parameters.<key>`, under each a list of values or the two ends of a
// range; for the tables [design] and [calibrate].
#pragma once

#include <string>
#include <vector>

#include "scenarios/design.hpp"
#include "scenarios/toml_source.hpp"

namespace colead {

class ScenarioReader;

/// Tries each factor at both ends, one at a time, so that a message names the factor at fault. Throws InputError
/// for a value that is refused, a factor of the network that does nothing there, and two that set the same.
void try_factors(const std::vector<Factor>& factors, const ScenarioReader& reader);

class FactorReader {
public:
    /// `table`: what messages call the table, "design".
    FactorReader(const TomlSource& source, std::string table);

    /// The factors of `parameters`, each with its values as listed. Throws InputError.
    std::vector<Factor> read(const toml::table& parameters) const;
    /// A factor without values. Throws InputError when there is no such key or it cannot be varied.
    Factor new_factor(const std::string& key, const std::string& place) const;
    /// Takes a factor's two values as the ends of a range. Throws InputError when they are none.
    void make_range(Factor& factor) const;

private:
    void read_into(std::vector<Factor>& factors, const std::string& prefix,
                   const toml::table& table) const;
    Factor read_factor(const std::string& key, const toml::array& array) const;

    TomlSource source_;
    std::string table_;
    std::vector<ParameterInfo> known_;
};

}  // namespace colead
