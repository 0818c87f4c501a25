#include "analysis/abc.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <mutex>

#include "sim/draw.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr PurposeNumber proposal_purpose = 220;

double square(double value) { return value * value; }

double effective_size(const std::vector<Particle>& particles) {
    double sum = 0.0;
    double squares = 0.0;
    for (const Particle& particle : particles) {
        sum += particle.weight;
        squares += square(particle.weight);
    }
    return sum * sum / squares;
}

// A mixture of normals around particles.
class Kernel {
public:
    explicit Kernel(std::vector<Particle> around) : around_(std::move(around)) {
        const auto k = static_cast<Eigen::Index>(around_.front().at.size());
        double sum = 0.0;
        Eigen::VectorXd mean = Eigen::VectorXd::Zero(k);
        for (const Particle& particle : around_) {
            sum += particle.weight;
            cumulative_.push_back(sum);
            mean += particle.weight * vector_of(particle);
        }
        mean /= sum;
        Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(k, k);
        for (const Particle& particle : around_) {
            const Eigen::VectorXd apart = vector_of(particle) - mean;
            covariance += particle.weight / sum * apart * apart.transpose();
        }
        // Particles in one plane would leave it never again.
        constexpr double least = 1e-10;
        covariance.diagonal().array() += least;
        factor_ = Eigen::MatrixXd((2.0 * covariance).llt().matrixL());
        constexpr double two_pi = 6.283185307179586;
        peak_ = 1.0 / (factor_.diagonal().prod() * std::pow(two_pi, static_cast<double>(k) / 2.0));
        centers_.resize(k, static_cast<Eigen::Index>(around_.size()));
        for (std::size_t j = 0; j < around_.size(); ++j) {
            centers_.col(static_cast<Eigen::Index>(j)) = whitened(around_[j]);
        }
    }

    /// A draw, which may lie anywhere.
    std::vector<double> draw(DrawStream& luck) const {
        const double place = open_uniform(luck.word()) * cumulative_.back();
        const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), place);
        const auto j = static_cast<std::size_t>(std::min<std::ptrdiff_t>(
            found - cumulative_.begin(), static_cast<std::ptrdiff_t>(around_.size()) - 1));
        Eigen::VectorXd steps(factor_.rows());
        for (double& step : steps) {
            step = luck.normal();
        }
        const Eigen::VectorXd drawn = vector_of(around_[j]) + factor_ * steps;
        return {drawn.begin(), drawn.end()};
    }

    /// `inside`: the share of draws that lie in the prior, `count`: how many of these were taken.
    void taken(double count, double inside) { times_ = count / inside; }

    /// How many of those taken are to be expected at a place, per unit of the prior.
    double expected(const Particle& at) const {
        const Eigen::VectorXd here = whitened(at);
        double sum = 0.0;
        for (std::size_t j = 0; j < around_.size(); ++j) {
            const double squared =
                (here - centers_.col(static_cast<Eigen::Index>(j))).squaredNorm();
            sum += around_[j].weight * std::exp(-0.5 * squared);
        }
        return times_ * peak_ * sum / cumulative_.back();
    }

private:
    // In units in which the normals are round.
    Eigen::VectorXd whitened(const Particle& particle) const {
        return factor_.triangularView<Eigen::Lower>().solve(vector_of(particle));
    }

    static Eigen::Map<const Eigen::VectorXd> vector_of(const Particle& particle) {
        return {particle.at.data(), static_cast<Eigen::Index>(particle.at.size())};
    }

    std::vector<Particle> around_;
    std::vector<double> cumulative_;
    Eigen::MatrixXd centers_;  // whitened, one a column
    Eigen::MatrixXd factor_;   // lower triangle, whose square is the covariance
    double peak_ = 0.0;
    double times_ = 0.0;
};

class PopulationMonteCarlo {
public:
    PopulationMonteCarlo(const AbcOrders& orders, const Workers& workers, const Simulate& simulate,
                         const std::atomic<bool>& stop,
                         const std::function<void(std::size_t, std::size_t)>& progress)
        : orders_(orders),
          workers_(workers),
          simulate_(simulate),
          stop_(stop),
          progress_(progress),
          size_(static_cast<std::size_t>(
              std::ceil(static_cast<double>(orders.particles) / orders.keep))) {}

    Posterior run() {
        progress_(0, most());
        if (!add(from_prior())) {
            posterior_.end = "interrupted";
            return std::move(posterior_);
        }
        while (!ended()) {
            if (!add(from_kernel())) {
                posterior_.end = "interrupted";
                break;
            }
        }
        double weight = 0.0;
        for (const Particle& particle : posterior_.particles) {
            weight += particle.weight;
        }
        for (Particle& particle : posterior_.particles) {
            particle.weight /= weight;
        }
        return std::move(posterior_);
    }

private:
    std::size_t most() const {
        return size_ + (orders_.generations - 1) * (size_ - orders_.particles);
    }

    DrawStream luck_of(std::size_t number) const {
        return {Draws(orders_.seed, 0), 0, proposal_purpose, static_cast<Person>(number)};
    }

    std::vector<Particle> from_prior() const {
        std::vector<Particle> drawn(size_);
        for (std::size_t n = 0; n < size_; ++n) {
            DrawStream luck = luck_of(n);
            for (std::size_t f = 0; f < orders_.factors; ++f) {
                drawn[n].at.push_back(open_uniform(luck.word()));
            }
        }
        return drawn;
    }

    std::vector<Particle> from_kernel() {
        Kernel& kernel = kernels_.emplace_back(posterior_.particles);
        std::vector<Particle> drawn(size_ - orders_.particles);
        double tries = 0.0;
        for (std::size_t n = 0; n < drawn.size(); ++n) {
            DrawStream luck = luck_of(posterior_.simulated.size() + n);
            do {
                drawn[n].at = kernel.draw(luck);
                tries += 1.0;
            } while (!std::all_of(drawn[n].at.begin(), drawn[n].at.end(),
                                  [](double u) { return u > 0.0 && u < 1.0; }));
        }
        const auto count = static_cast<double>(drawn.size());
        kernel.taken(count, count / tries);
        return drawn;
    }

    // A particle stands for as much of the prior as there are draws of all generations to be expected
    // where it lies.
    void weigh(std::vector<Particle>& particles) const {
        workers_.for_blocks(
            particles.size(),
            [&](std::size_t begin, std::size_t end) {
                for (std::size_t n = begin; n < end; ++n) {
                    auto expected = static_cast<double>(size_);
                    for (const Kernel& kernel : kernels_) {
                        expected += kernel.expected(particles[n]);
                    }
                    particles[n].weight =
                        static_cast<double>(posterior_.simulated.size()) / expected;
                }
            },
            16);
    }

    // Simulates a generation and takes the nearest; false when the user broke off.
    bool add(std::vector<Particle> drawn) {
        std::mutex mutex;
        std::size_t done = posterior_.simulated.size();
        workers_.for_tasks(drawn.size(), [&](std::size_t n) {
            if (stop_) {
                return;
            }
            drawn[n].number = posterior_.simulated.size() + n;
            drawn[n].generation = static_cast<std::uint32_t>(posterior_.generations.size());
            simulate_(drawn[n]);
            const std::lock_guard lock(mutex);
            progress_(++done, most());
        });
        if (stop_) {
            return false;
        }
        Generation generation;
        generation.simulated = drawn.size();
        if (!posterior_.generations.empty()) {
            const double last = posterior_.generations.back().tolerance;
            generation.accepted =
                static_cast<double>(std::count_if(
                    drawn.begin(), drawn.end(),
                    [last](const Particle& particle) { return particle.distance <= last; })) /
                static_cast<double>(drawn.size());
        }
        posterior_.simulated.insert(posterior_.simulated.end(), drawn.begin(), drawn.end());
        std::move(drawn.begin(), drawn.end(), std::back_inserter(posterior_.particles));
        generation.tolerance = select();
        weigh(posterior_.particles);
        generation.effective = effective_size(posterior_.particles);
        posterior_.generations.push_back(generation);
        return true;
    }

    // Keeps those within the new tolerance.
    double select() {
        std::vector<Particle>& particles = posterior_.particles;
        std::stable_sort(
            particles.begin(), particles.end(),
            [](const Particle& a, const Particle& b) { return a.distance < b.distance; });
        const double tolerance =
            std::max(orders_.tolerance, particles[orders_.particles - 1].distance);
        if (!std::isfinite(tolerance)) {
            throw InputError(
                fmt::format("fewer than {} of {} particles have an outcome to be compared",
                            orders_.particles, particles.size()));
        }
        const auto beyond = std::find_if(particles.begin(), particles.end(),
                                         [&](const Particle& p) { return p.distance > tolerance; });
        particles.erase(beyond, particles.end());
        return tolerance;
    }

    bool ended() {
        const Generation& last = posterior_.generations.back();
        posterior_.met = last.tolerance <= orders_.tolerance;
        if (posterior_.met) {
            posterior_.end = "the tolerance is reached";
        } else if (last.accepted < orders_.least_accepted) {
            posterior_.end = fmt::format("{:.1f}% of new particles came nearer: no better is found",
                                         100.0 * last.accepted);
        } else if (posterior_.generations.size() >= orders_.generations) {
            posterior_.end = "all generations are spent";
        } else {
            return false;
        }
        return true;
    }

    const AbcOrders& orders_;
    const Workers& workers_;
    const Simulate& simulate_;
    const std::atomic<bool>& stop_;
    const std::function<void(std::size_t, std::size_t)>& progress_;
    std::size_t size_;
    std::vector<Kernel> kernels_;  // of the generations behind the first
    Posterior posterior_;
};

}  // namespace

Posterior approximate_posterior(const AbcOrders& orders, const Workers& workers,
                                const Simulate& simulate, const std::atomic<bool>& stop,
                                const std::function<void(std::size_t, std::size_t)>& progress) {
    return PopulationMonteCarlo(orders, workers, simulate, stop, progress).run();
}

}  // namespace colead
