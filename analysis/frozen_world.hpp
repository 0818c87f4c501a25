// Worlds in which everything stands still but what a case lets go, made as a user makes them: a
// scenario's text, people.csv and ties.csv, and parameters. No case reaches into the model.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/experiment.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

/// A temporary folder for people.csv and ties.csv; goes with all that is in it.
class InputFolder {
public:
    InputFolder();
    ~InputFolder();
    InputFolder(const InputFolder&) = delete;
    InputFolder& operator=(const InputFolder&) = delete;

    void write(const std::string& name, const std::string& text) const;
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// A scenario in which every process, learning and tie is at rest. People voice what they hear at
/// once (mu = 1) and act by thresholds alone. Trust is 1 where no file says otherwise. The text ends
/// in [network], which is to be completed.
std::string frozen_text(const std::string& issue_system);
/// Two factors without influence on each other.
std::string two_factors();
/// The rest of [network]: people.csv and ties.csv.
std::string from_files();

/// The frozen scenario of two factors with `settings` (key=value), its files taken from `folder`.
Prepared frozen(const std::string& network, const std::string& folder,
                const std::vector<std::string>& settings);
/// The world of replicate 0 on people.csv and ties.csv of the folder.
World frozen_world(const InputFolder& folder, const std::vector<std::string>& settings = {});

/// Runs `months` months on one thread.
void advance_by(World& world, int months);

/// The first component of everyone's concern.
std::vector<double> first_concerns(const World& world);

/// A world's ties, each once, with a trust of 1.
std::vector<NewTie> ties_of(const World& world);
/// "ego,alter" and a line for each tie.
std::string ties_csv(const std::vector<NewTie>& ties);
/// Ties between all of 1 .. people, numbered from 1.
std::string complete_csv(int people);
/// Zachary's club, numbered from 1.
std::string karate_csv();

}  // namespace colead
