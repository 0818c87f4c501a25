#include "app/failures.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <string>

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
        fmt::print(stderr, "colead: {} of {} replicates failed; {}\n", failed,
                   results.replicates.size(), first);
    }
    return failed > 0;
}

}  // namespace colead
