// Approximate Bayesian computation: which parameters bring outcomes within a tolerance of what was seen.
// First rejection from the prior, then, generation by generation, adaptive population Monte Carlo
// (Lenormand, Jabot & Deffuant 2013, Computational Statistics 28:2777-2796, after Beaumont et al. 2009,
// Biometrika 96:983-990): of N particles the share `keep` that came nearest stays, its farthest distance
// is the next tolerance, and N (1 - keep) new ones are drawn near those that stay,
//   theta = theta_j + e, j by weight, e normal with twice the weighted covariance (Filippi et al. 2013),
//   both drawn again where theta leaves the prior. A particle of any generation weighs
//   1 / (n_0 + sum_g n_g q_g(theta)), the prior over the mixture of all that was drawn from (Cornuet et al.
//   2012, Scandinavian Journal of Statistics 39:798-812), q_g being the density of generation g inside of
//   the prior: no weight is larger than one drawn from the prior alone has.
// Tolerance never falls below the one asked for: at the end the particles are a weighted sample of the
// posterior given a distance within it. Every draw is keyed: the same bits on any number of threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/parallel.hpp"

namespace colead {

struct AbcOrders {
    std::size_t factors = 1;      // k; the prior is uniform on the unit cube
    std::size_t particles = 200;  // that stay in each generation
    double keep = 0.5;            // share of a generation that stays
    std::size_t generations = 20;
    double tolerance = 1.0;        // of distance
    double least_accepted = 0.05;  // ends when fewer of the new ones come within the last tolerance
    std::uint64_t seed = 1;
};

struct Particle {
    std::vector<double> at;  // k positions in (0, 1)
    std::uint64_t number = 0;
    std::uint32_t generation = 0;
    double weight = 1.0;
    double distance = 0.0;         // infinite where there was no outcome
    std::vector<double> outcomes;  // whatever the model tells
};

struct Generation {
    std::size_t simulated = 0;
    double tolerance = 0.0;
    double accepted = 1.0;   // share of the new ones within the last generation's tolerance
    double effective = 0.0;  // effective sample size, (sum w)^2 / sum w^2
};

struct Posterior {
    std::vector<Particle> particles;  // weights of sum 1
    std::vector<Particle> simulated;  // all there were, in their order
    std::vector<Generation> generations;
    bool met = false;  // the tolerance asked for was reached
    std::string end;   // why it ended
};

/// Fills in distance and outcomes. Called from several threads, once for each particle.
using Simulate = std::function<void(Particle& particle)>;

/// When `stop` is set, a generation under way is given up. `progress` is told how many particles are
/// simulated and at most will be. Throws InputError when fewer than `particles` have an outcome in the
/// first generation.
Posterior approximate_posterior(const AbcOrders& orders, const Workers& workers,
                                const Simulate& simulate, const std::atomic<bool>& stop,
                                const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace colead
