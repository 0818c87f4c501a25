// Degree sequences: read from a file, or drawn by a law, and whether a network can have them.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scenarios/network_data.hpp"
#include "sim/parallel.hpp"

namespace colead {

/// One number per line, of the first person first; comments and blank lines as in DelimitedText.
/// Throws FileError, or InputError with file and line: a sequence that no network can have is refused.
std::vector<std::uint32_t> read_degrees(const std::string& path);

/// A power law with exponent `network.exponent` whose smallest degree is such that the mean is
/// `network.degree`: P(K >= k) = min(1, (c / k)^(exponent - 1)) for k up to the largest degree that
/// leaves ends uncorrelated, the root of people times mean degree (Catanzaro, Boguna &
/// Pastor-Satorras 2005). Who has the fewest ties gets one more when the sum is odd. Throws
/// InputError when a hundred draws give no sequence that a network can have.
std::vector<std::uint32_t> draw_degrees(const NetworkParameters& parameters, const Draws& draws,
                                        const Workers& workers);

/// Whether a network without self-ties and repeats can have these degrees (Erdos & Gallai 1960). Their
/// sum must be even, too.
bool is_graphical(std::span<const std::uint32_t> degrees);

}  // namespace colead
