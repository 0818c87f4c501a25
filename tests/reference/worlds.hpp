// Random worlds through which the engine goes phase by phase, so that the twin can be held against
// each phase alone.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agents/world.hpp"
#include "reference/selection.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/program_run.hpp"

namespace colead::reference {

/// A phase as both sides have it.
struct Phase {
    std::string name;
    void (*engine)(World&, const Workers&);
    void (*twin)(Twin&);
    bool before_is_within_dialogue = false;  // what was just voiced still lies aside
    bool after_is_within_dialogue = false;
};

/// The month without its program, in order.
const std::vector<Phase>& phases();

/// A world of 2 to 200 people with any parameters, on a generated network or a drawn one; in every
/// second one a program is at work.
class RandomWorld {
public:
    explicit RandomWorld(std::uint64_t seed);
    RandomWorld(const RandomWorld&) = delete;
    RandomWorld& operator=(const RandomWorld&) = delete;

    World world;
    const Prepared& prepared() const { return *prepared_; }
    bool has_program() const { return program_ != nullptr; }
    /// The program's month, if there is one, by the engine; `month` from 1.
    void touch(int month);
    /// The same for the twin.
    void touch(Twin& twin, int month);
    /// US dollars, as the engine and as the twin have it.
    double spent() const { return program_ ? program_->spent() : 0.0; }
    double spent_by_twin() const { return twins_program_.spent; }
    /// "world 7 of 120 people and 5 factors"
    std::string name() const;

private:
    std::uint64_t seed_;
    std::unique_ptr<Prepared> prepared_;
    std::unique_ptr<ProgramRun> program_;
    ProgramState twins_program_;
};

}  // namespace colead::reference
