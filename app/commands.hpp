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

struct SweepWishes {
    bool resume = false;
    std::string on_error = "continue";
    double save_every = -1.0;
    std::string shard;  // "i/n", or empty for all
};

struct MergeWishes {
    bool incomplete = false;
};

struct SensitivityWishes {
    std::string file;
    std::string measure;
    std::string arm;      // empty: all, and all minus the first
    std::string against;  // empty: nothing is subtracted
    std::optional<std::int64_t> month;
    bool drop_incomplete = false;
};

int compare(const Options& options);
int sweep(const Options& options, const SweepWishes& wishes);
int merge(const Options& options, const MergeWishes& wishes);
int sensitivity(const SensitivityWishes& wishes);
int run(const Options& options, const RunOptions& run_options);
int list_scenarios();
int list_parameters(bool markdown, bool json);
int check(const Options& options);
int verify(const Options& options);
int report(const Options& options, const std::string& file);
int export_results(const Options& options, const ExportOptions& wanted);

}  // namespace colead
