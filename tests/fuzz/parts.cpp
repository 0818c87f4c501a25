// A part of a sweep, found in its folder when the sweep is resumed, and merged.
#include <filesystem>

#include "analysis/sweep_file.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/small_study.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    static const std::string folder = fuzz::folder() + "/sweep.h5.parts";
    static const SweepPlan plan = [] {
        std::filesystem::create_directory(folder);
        const std::string study = written("study.toml", small_study);
        return SweepPlan(Study::load(study, {}, {}), Workers(1));
    }();
    static const std::string identity = sweep_identity(plan);
    static const std::string marked = written("sweep.h5.parts/study.toml", identity);
    written("sweep.h5.parts/part_000000.h5", bytes);
    refusing([&] {
        const PartsIndex index(folder, identity, plan.layout().worlds());
        merge_parts(fuzz::folder() + "/sweep.h5", true, folder, plan, index,
                    SweepSchedule(plan, index, SweepSchedule::Failed::final), {});
    });
}

}  // namespace colead::fuzz
