#include "agents/population.hpp"

#include <numeric>

namespace colead {

Population::Population(std::size_t people, int factors) : stride_(padded(factors)) {
    const std::size_t cells = people * static_cast<std::size_t>(stride_);
    id.resize(people);
    std::iota(id.begin(), id.end(), Person{0});
    face.resize(people);
    community.resize(people);
    team.resize(people, unaffiliated);
    for (Column<float>* column :
         {&threshold, &skill_baseline, &clarity_baseline, &openness_baseline, &clarity, &openness,
          &commitment, &coherence, &support}) {
        column->resize(people);
    }
    for (int process = 0; process < process_count; ++process) {
        capacity[static_cast<std::size_t>(process)].resize(people);
        capacity_baseline[static_cast<std::size_t>(process)].resize(people);
    }
    target.resize(people);
    strained.resize(people, 1);  // not walked yet
    practised.resize(people);
    joined.resize(people);
    trained.resize(people, never_trained);
    role.resize(people, Role::none);
    coalition.resize(people, nobody);
    intention.resize(cells);
    mental_model.resize(cells);
    voice.resize(2 * cells);
}

}  // namespace colead
