#include "app/month_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/delimited.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

std::int64_t month_of(const std::string& flag, const std::string& word, std::int64_t last) {
    const std::optional<std::int64_t> month = to_whole_number(word);
    if (!month) {
        throw InputError(fmt::format("{}: {} is not a month, nor a range as 0..60, nor all", flag,
                                     word.empty() ? "\"\"" : word));
    }
    if (*month < 0 || *month > last) {
        throw InputError(fmt::format("{}: month {} is outside [0, {}]", flag, *month, last));
    }
    return *month;
}

}  // namespace

std::vector<std::int64_t> month_list(const std::string& flag, const std::vector<std::string>& words,
                                     std::int64_t last) {
    std::vector<std::int64_t> months;
    const auto add = [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t month = from; month <= to; ++month) {
            months.push_back(month);
        }
    };
    for (const std::string& word : words) {
        const auto dots = word.find("..");
        if (word == "all") {
            add(0, last);
        } else if (dots == std::string::npos) {
            const std::int64_t month = month_of(flag, word, last);
            add(month, month);
        } else {
            const std::int64_t from = month_of(flag, word.substr(0, dots), last);
            const std::int64_t to = month_of(flag, word.substr(dots + 2), last);
            if (to < from) {
                throw InputError(fmt::format("{}: {} runs backwards", flag, word));
            }
            add(from, to);
        }
    }
    std::sort(months.begin(), months.end());
    months.erase(std::unique(months.begin(), months.end()), months.end());
    return months;
}

}  // namespace colead
