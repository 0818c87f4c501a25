// What of a sweep is finished while it goes on: FILE.h5.parts/, a folder of small closed HDF5 files,
// each written aside, synced and renamed, so that one that is there is whole. Beside them study.toml
// says whose parts they are.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "analysis/hdf5.hpp"
#include "analysis/sweep_plan.hpp"

namespace colead {

/// FILE.h5.parts
std::string parts_folder(const std::string& file);

/// All that decides the bits of a sweep: program, network files, study. Throws FileError.
std::string sweep_identity(const SweepPlan& plan);
/// A line for each file of a network, with a digest of what it holds: "network.ties 0123456789abcdef"; nothing of a
/// generated one. Throws FileError.
std::string network_digests(const NetworkFiles& files);

/// The finished worlds that lie in a folder of parts.
class PartsIndex {
public:
    /// Of no parts at all.
    explicit PartsIndex(std::size_t worlds)
        : part_(worlds, none), row_(worlds, 0), failed_(worlds, false) {}
    /// Looks through all parts; none when there is no folder. Parts that cannot be read are left out
    /// and told in notes(). Throws InputError when they are of another study or program.
    PartsIndex(const std::string& folder, const std::string& identity, std::size_t worlds);

    /// Worlds that are done; failed() ones have been tried and are to be tried again.
    bool done(std::size_t world) const { return part_[world] != none && !failed_[world]; }
    bool failed(std::size_t world) const { return failed_[world]; }
    bool tried(std::size_t world) const { return part_[world] != none; }
    std::size_t done_count() const;
    std::size_t failed_count() const;
    const std::vector<std::string>& notes() const { return notes_; }

    /// All parts that can be read, ascending.
    const std::vector<std::string>& files() const { return files_; }
    /// The part that a world is read from, and its row there. Only for worlds that were tried.
    const std::string& file(std::size_t world) const { return files_[part_[world]]; }
    std::size_t row(std::size_t world) const { return row_[world]; }

private:
    static constexpr std::uint32_t none = 0xffffffffU;
    void read(const std::string& file);

    std::vector<std::string> files_;  // ascending
    std::vector<std::uint32_t> part_;
    std::vector<std::uint32_t> row_;
    std::vector<bool> failed_;
    std::vector<std::string> notes_;
};

/// Takes finished worlds from many threads and writes them as parts: whenever enough has come together,
/// or the time since the last part is up.
class PartsWriter {
public:
    /// Makes the folder, and its study.toml, with the first part, or by begin(). `shard` begins the names of the parts, so that
    /// several programs can write to one folder. `save_every` in seconds; below 0: a hundredth of the
    /// time that has passed, at least 2 and at most 60.
    PartsWriter(const std::string& folder, std::string identity, const SweepLayout& layout,
                std::string shard, double save_every);

    /// All throw FileError; what could not be written is lost, and computed again on resuming.
    void begin();
    void add(SweepRow row);
    void flush();
    /// Instead of a last part: the worlds that are in none, ascending.
    std::vector<SweepRow> rest();

private:
    using Clock = std::chrono::steady_clock;
    bool due() const;
    void write(std::unique_lock<std::mutex>& lock);

    std::string folder_;
    std::string identity_;
    SweepLayout layout_;
    std::string shard_;
    bool begun_ = false;
    double save_every_;
    std::size_t next_ = 0;
    std::mutex writing_;  // held while a part is written; taken before mutex_
    std::mutex mutex_;    // of what follows
    std::vector<SweepRow> rows_;
    std::size_t bytes_ = 0;
    Clock::time_point start_;
    Clock::time_point last_;
};

/// Removes a folder of parts, whatever it holds.
void remove_parts(const std::string& folder);

}  // namespace colead
