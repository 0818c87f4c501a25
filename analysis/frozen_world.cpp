#include "analysis/frozen_world.hpp"

#include <unistd.h>

#include <fstream>

#include "agents/month.hpp"
#include "analysis/karate_club.hpp"
#include "sim/error.hpp"

namespace colead {

InputFolder::InputFolder() {
    std::string folder =
        (std::filesystem::temp_directory_path() / "colead-verification-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        throw FileError("cannot make a folder in " +
                        std::filesystem::temp_directory_path().string());
    }
    path_ = folder;
}

InputFolder::~InputFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void InputFolder::write(const std::string& name, const std::string& text) const {
    std::ofstream file(path_ / name, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
        throw FileError("cannot write " + (path_ / name).string());
    }
}

std::string frozen_text(const std::string& issue_system) {
    return R"(
burn_in = 0
months = 1
replicates = 1
[person]
capacity_low = 0
capacity_high = 0
awareness_low = 0
awareness_high = 0
commitment_low = 0
commitment_high = 0
skill_low = 0
skill_high = 0
skill_of_rank = 0
threshold_mean = 0.95
threshold_sd = 0
[dialogue]
mu = 1
self = 0
beta = 0
attachment = 0
bound = 1
narrative = 0
[trust]
eta = 0
delta = 0
conflict = 0
bridge_decay = 0
[organizing]
inertia = 0
stay = 0
initiative = 0
explore = 0
[organizations]
build = 0
[action]
gamma = 0
[learning]
lambda = 0
lambda_m = 0
pool = 0
rho = 0
fade = 0
reflect = 0
reflect_learned = 0
need = 0
coherence = 0
success = 0
alone = 0
[ties]
hazard = 0
tau_min = 0
rate_connecting = 0
rate_bridging = 0
[turnover]
hazard = 0
[issue_system]
)" + issue_system +
           R"(
[network]
trust = 1
cultures = 1
sectors = 1
)";
}

std::string two_factors() {
    return R"(factors = ["a", "b"]
influence = [[0, 0], [0, 0]]
baselines = [0, 0]
weights = [1, 1]
)";
}

std::string from_files() { return "ties = \"ties.csv\"\npeople_file = \"people.csv\"\n"; }

Prepared frozen(const std::string& network, const std::string& folder,
                const std::vector<std::string>& settings) {
    std::vector<Setting> list;
    for (const std::string& setting : settings) {
        list.push_back(parse_setting(setting));
    }
    return prepare(
        parse_scenario(frozen_text(two_factors()) + network, "frozen.toml", folder, list));
}

World frozen_world(const InputFolder& folder, const std::vector<std::string>& settings) {
    return make_world(frozen(from_files(), folder.path(), settings), 0);
}

void advance_by(World& world, int months) {
    const Workers workers(1);
    for (int month = 0; month < months; ++month) {
        advance(world, workers);
    }
}

std::vector<double> first_concerns(const World& world) {
    std::vector<double> concerns;
    for (std::size_t i = 0; i < world.people.size(); ++i) {
        concerns.push_back(static_cast<double>(world.people.concern_of(static_cast<Person>(i))[0]));
    }
    return concerns;
}

std::vector<NewTie> ties_of(const World& world) {
    std::vector<NewTie> ties;
    for (Person ego = 0; ego < world.people.size(); ++ego) {
        for (const Person alter : world.ties.alters(ego)) {
            if (ego < alter) {
                ties.push_back({{ego, alter}, 1.0F, 1.0F});
            }
        }
    }
    return ties;
}

std::string ties_csv(const std::vector<NewTie>& ties) {
    std::string text = "ego,alter\n";
    for (const NewTie& tie : ties) {
        text += std::to_string(tie.pair.low + 1) + ',' + std::to_string(tie.pair.high + 1) + '\n';
    }
    return text;
}

std::string complete_csv(int people) {
    std::vector<NewTie> ties;
    for (int a = 0; a < people; ++a) {
        for (int b = a + 1; b < people; ++b) {
            ties.push_back({{static_cast<Person>(a), static_cast<Person>(b)}, 1.0F, 1.0F});
        }
    }
    return ties_csv(ties);
}

std::string karate_csv() { return ties_csv(karate_ties()); }

}  // namespace colead
