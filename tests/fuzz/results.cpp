// Results files: everything that report, export, sensitivity and sweep --resume read of them. The bytes
// come to libhdf5 as they are, so that its own faults are found here too.
#include <nlohmann/json.hpp>

#include "analysis/exports.hpp"
#include "analysis/report.hpp"
#include "analysis/sweep_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    const std::string path = written("results.h5", bytes);
    refusing([&] { report_document(path); });
    refusing([&] { export_csv(path, folder() + "/csv", true); });
    refusing([&] { export_graphml(path, {}, folder() + "/network.graphml", true); });
    refusing([&] { export_gexf(path, folder() + "/network.gexf", true); });
    refusing([&] { export_spells(path, folder() + "/spells.csv", true); });
    refusing([&] {
        const SweepReader sweep(path);
        for (const char* measure : {"result", "by_group", "nothing"}) {
            refusing([&] { sweep.outputs(measure, 0, {}, sweep.months()); });
        }
    });
}

}  // namespace colead::fuzz
