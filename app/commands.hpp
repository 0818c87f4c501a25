// The commands of the program: each reads its options, does one thing, and returns the exit code:
// 0 done, 1 a run failed, 130 interrupted. Wrong input (2) and files (3) leave as exceptions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/options.hpp"

namespace colead {

struct RunOptions {
    std::string arm;
    std::uint32_t replicate = 0;
    std::vector<std::string> snapshots;  // as month_list takes them
    bool hash = false;
};

struct ExportOptions {
    std::string file;
    std::string csv;
    std::string graphml;
    std::string gexf;
    std::string spells;
    std::optional<std::int64_t> month;
};

int compare(const Options& options);
int run(const Options& options, const RunOptions& run_options);
int list_scenarios();
int list_parameters(bool markdown, bool json);
int check(const Options& options);
int verify(const Options& options);
int report(const Options& options, const std::string& file);
int export_results(const Options& options, const ExportOptions& wanted);

}  // namespace colead
