#include "app/failures.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>

#include "scenarios/words.hpp"

namespace colead {

bool tell_failed(const Results& results) {
    std::size_t failed = 0;
    std::string first;
    for (std::size_t r = 0; r < results.replicates.size(); ++r) {
        if (!results.runs[r].done && ++failed == 1) {
            first = fmt::format("replicate {}: {}", results.replicates[r], results.runs[r].message);
        }
    }
    if (failed > 0) {
        fmt::print(stderr, "colead: {} of {} failed; {}\n", failed,
                   counted(results.replicates.size(), "replicate", "replicates"), first);
    }
    return failed > 0;
}

}  // namespace colead
