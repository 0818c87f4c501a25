// Two worlds side by side: one replicate, burned in once and forked into two arms, as run_replicate does,
// but month by month, and with what a hand may do to either on the way. A state is its setup, its events
// and its month: the same three give the same bits.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agents/world.hpp"
#include "analysis/network_layout.hpp"
#include "analysis/recorder.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/program_run.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead::explorer {

inline constexpr std::size_t sides = 2;
/// So far a world can be taken, from the fork on.
inline constexpr std::int64_t most_months = 600;
inline constexpr std::int64_t most_people = 20'000;

/// Something done by hand, from the month after `month` on, to the sides whose bit is set (1 left, 2
/// right, 3 both): a parameter set to a value, or a factor pushed from outside.
struct Event {
    std::int64_t month = 0;
    unsigned on = 3;
    std::string key;    // of the parameter; empty: a push
    std::string value;  // as TOML
    int factor = 0;
    /// In parts of full pressure: what the factor moves toward is raised by strength x action.gamma.
    double strength = 0.0;
    std::int64_t months = 0;  // how long one pushes
};

/// A replicate at the end of its burn-in: shared by both sides and by every new start from it.
struct BurntIn {
    Prepared prepared;        // months: most_months, so that a Recorder has room
    std::int64_t months = 0;  // of the scenario
    World world;
    std::vector<Person> drawn;  // whom the network view shows
    NetworkPicture picture;     // of them, at the fork
    std::vector<Point> places;
};

/// Throws InputError for worlds that are too large to be shown as they go.
void check_size(const Prepared& prepared);

/// Called each month of a burn-in; false breaks it off.
using GoOn = std::function<bool(std::int64_t month, std::int64_t months)>;

/// Makes a world and burns it in; null when broken off. Throws InputError, FileError.
std::shared_ptr<const BurntIn> burn_in(Scenario scenario, std::uint32_t replicate,
                                       const GoOn& go_on);

/// One of the two.
class Side {
public:
    Side(std::shared_ptr<const BurntIn> from, std::size_t arm);

    /// The scenario after an event. Throws InputError for what a scenario file could not say.
    Scenario after(const Event& event) const;
    /// Takes effect from the next month on. `after`: what after() gave.
    void apply(const Event& event, Scenario after);
    void advance();

    const World& world() const { return world_; }
    /// As changed by now.
    const Scenario& scenario() const { return scenario_; }
    const std::string& arm() const { return program_.arm; }
    std::int64_t month() const { return month_; }
    double measured(std::size_t measure, std::size_t where = 0) const;
    /// Outside pushes on each factor by now, in parts of full pressure.
    std::vector<double> pushed() const;
    /// What coalitions put out on each factor last month, per resident.
    std::vector<double> output() const;
    /// z of each factor, the mean over people.
    std::vector<double> factors() const;

private:
    struct Push {
        std::size_t factor;
        double strength;
        std::int64_t until;  // the last month pushed
    };

    void build_frame();
    void watch();

    std::shared_ptr<const BurntIn> from_;
    Scenario scenario_;
    // ProgramRun refers to these two; changes are made in place.
    Program program_;
    ProgramParameters programs_;
    ProgramRun run_;
    World world_;
    Recorder recorder_;
    std::vector<Push> pushes_;
    std::int64_t month_ = 0;
};

class TwoWorlds {
public:
    TwoWorlds(std::shared_ptr<const BurntIn> from, const std::array<std::size_t, sides>& arms);

    /// `event.month` must be month(). Throws InputError and then changes nothing. A change right after one of
    /// the same parameter in the same month takes its place, where it is for all of that one's sides: a
    /// slider that is moved on is one event.
    void apply(const Event& event);
    /// A month of both.
    void advance(const Workers& workers);

    std::int64_t month() const { return sides_[0]->month(); }
    const Side& side(std::size_t which) const { return *sides_[which]; }
    const BurntIn& from() const { return *from_; }
    const std::vector<Event>& events() const { return events_; }

private:
    std::shared_ptr<const BurntIn> from_;
    std::array<std::unique_ptr<Side>, sides> sides_;
    std::vector<Event> events_;
};

}  // namespace colead::explorer
