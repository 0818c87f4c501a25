#include "analysis/sweep_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "analysis/output_file.hpp"
#include "analysis/results_file.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/run_status.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/text_output.hpp"
#include "colead_version.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

namespace fs = std::filesystem;

// Bytes of values that make a part.
constexpr std::size_t enough = std::size_t{32} << 20U;

std::string whole_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// FNV-1a: enough to see that a file has changed.
std::uint64_t digest_of(const std::string& path) {
    std::uint64_t digest = 0xcbf29ce484222325ULL;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw FileError(fmt::format("cannot read '{}'", path));
    }
    for (std::istreambuf_iterator<char> at(file), end; at != end; ++at) {
        digest = (digest ^ static_cast<unsigned char>(*at)) * 0x100000001b3ULL;
    }
    return digest;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// What stands at line n or, where that is empty, next after it.
std::string stands_at(std::span<const std::string_view> lines, std::size_t n) {
    while (n < lines.size() && lines[n].empty()) {
        ++n;
    }
    return n < lines.size() ? fmt::format("'{}'", lines[n]) : "nothing";
}

// Throws when the folder is another study's.
void check_identity(const std::string& folder, const std::string& identity) {
    const std::string path = folder + "/study.toml";
    const std::string there = whole_text(path);
    if (there == identity) {
        return;
    }
    const auto begun = lines_of(there);
    const auto asked = lines_of(identity);
    const std::size_t shared = std::min(begun.size(), asked.size());
    std::size_t n = 0;
    while (n < shared && begun[n] == asked[n]) {
        ++n;
    }
    throw InputError(fmt::format(
        "{}:{}: the parts there are of another study or program: {} there, {} now; --overwrite "
        "begins anew",
        path, n + 1, stands_at(begun, n), stands_at(asked, n)));
}

bool is_part(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.starts_with("part_") && name.ends_with(".h5");
}

void sort_by_world(std::vector<SweepRow>& rows) {
    std::sort(rows.begin(), rows.end(),
              [](const SweepRow& a, const SweepRow& b) { return a.world < b.world; });
}

std::vector<std::string> part_files(const std::string& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (is_part(entry.path())) {
            files.push_back(entry.path().string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

std::string parts_folder(const std::string& file) { return file + ".parts"; }

std::string sweep_identity(const SweepPlan& plan) {
    std::string identity =
        fmt::format("# colead {} ({}, {})\n", COLEAD_VERSION, COLEAD_COMMIT, COLEAD_COMPILER);
    const std::string digests = network_digests(plan.scenario().files);
    for (const std::string_view line : lines_of(digests)) {
        identity += fmt::format("# {}\n", line);
    }
    return identity + plan.text();
}

std::string network_digests(const NetworkFiles& files) {
    std::string digests;
    for (const auto& [key, file] : {std::pair<const char*, const std::string&>("ties", files.ties),
                                    {"people_file", files.people},
                                    {"degrees", files.degrees}}) {
        if (!file.empty()) {
            digests += fmt::format("network.{} {:016x}\n", key, digest_of(file));
        }
    }
    return digests;
}

void remove_parts(const std::string& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
    if (error) {
        throw FileError(fmt::format("'{}' cannot be removed: {}", folder, error.message()));
    }
}

PartsIndex::PartsIndex(const std::string& folder, const std::string& identity, std::size_t worlds)
    : PartsIndex(worlds) {
    std::error_code error;
    if (!fs::exists(folder + "/study.toml", error)) {
        return;
    }
    check_identity(folder, identity);
    for (const std::string& file : part_files(folder)) {
        try {
            reading(file, [&] { read(file); });
        } catch (const FileError& fault) {
            notes_.push_back(fmt::format("{}: what it held is computed again", fault.what()));
        }
    }
}

void PartsIndex::read(const std::string& file) {
    const hdf5::Group root = hdf5::open_file(file);
    const auto worlds = root.dataset("world").read<std::int64_t>();
    const auto status = root.dataset("status").read<std::uint64_t>();
    if (status.size() != worlds.size()) {
        throw FileError("it is damaged");
    }
    const auto part = static_cast<std::uint32_t>(files_.size());
    files_.push_back(file);
    for (std::size_t n = 0; n < worlds.size(); ++n) {
        const auto world = static_cast<std::size_t>(worlds[n]);
        if (world >= part_.size() || done(world)) {
            continue;
        }
        part_[world] = part;
        row_[world] = static_cast<std::uint32_t>(n);
        failed_[world] = status[n] != run_done;
    }
}

std::size_t PartsIndex::failed_count() const {
    return static_cast<std::size_t>(std::count(failed_.begin(), failed_.end(), true));
}

std::size_t PartsIndex::done_count() const {
    return part_.size() - failed_count() -
           static_cast<std::size_t>(std::count(part_.begin(), part_.end(), none));
}

PartsWriter::PartsWriter(const std::string& folder, std::string identity, const SweepLayout& layout,
                         std::string shard, double save_every)
    : folder_(folder),
      identity_(std::move(identity)),
      layout_(layout),
      shard_(std::move(shard)),
      save_every_(save_every),
      start_(Clock::now()),
      last_(start_) {}

void PartsWriter::begin() {
    if (std::exchange(begun_, true)) {
        return;
    }
    std::error_code error;
    if (!fs::exists(folder_ + "/study.toml", error)) {
        TextOutput study(folder_ + "/study.toml", true);
        study.write("{}", identity_);
        study.finish();
    }
    const std::string mine = fmt::format("part_{}", shard_);
    for (const std::string& file : part_files(folder_)) {
        const std::string name = fs::path(file).stem().string();
        if (name.starts_with(mine)) {
            const std::size_t number = std::strtoul(name.c_str() + mine.size(), nullptr, 10);
            next_ = std::max(next_, number + 1);
        }
    }
}

bool PartsWriter::due() const {
    const auto seconds = [](Clock::duration time) {
        return std::chrono::duration<double>(time).count();
    };
    const Clock::time_point now = Clock::now();
    const double every =
        save_every_ >= 0.0 ? save_every_ : std::clamp(seconds(now - start_) / 100.0, 2.0, 60.0);
    return bytes_ >= enough || seconds(now - last_) >= every;
}

void PartsWriter::add(SweepRow row) {
    std::unique_lock lock(mutex_);
    for (const std::vector<double>& values : row.values) {
        bytes_ += values.size() * sizeof(double);
    }
    rows_.push_back(std::move(row));
    if (!due()) {
        return;
    }
    // Others go on computing while one writes, unless they outrun it.
    std::unique_lock writing(writing_, std::defer_lock);
    if (bytes_ < 2 * enough) {
        if (writing.try_lock()) {
            write(lock);
        }
        return;
    }
    lock.unlock();
    writing.lock();
    lock.lock();
    write(lock);
}

void PartsWriter::flush() {
    const std::lock_guard writing(writing_);
    std::unique_lock lock(mutex_);
    write(lock);
}

void PartsWriter::write(std::unique_lock<std::mutex>& lock) {
    if (rows_.empty()) {
        return;
    }
    std::vector<SweepRow> rows = std::move(rows_);
    rows_.clear();
    bytes_ = 0;
    last_ = Clock::now();
    lock.unlock();
    begin();
    sort_by_world(rows);
    write_part(fmt::format("{}/part_{}{:06}.h5", folder_, shard_, next_++), layout_, rows);
    lock.lock();
}

std::vector<SweepRow> PartsWriter::rest() {
    const std::lock_guard writing(writing_);
    const std::lock_guard lock(mutex_);
    sort_by_world(rows_);
    bytes_ = 0;
    return std::exchange(rows_, {});
}

}  // namespace colead
