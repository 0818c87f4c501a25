#include "analysis/sweep_blocks.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "analysis/hdf5.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/run_status.hpp"
#include "sim/error.hpp"

namespace colead {

/// A part that is open for reading.
class BlockReader::OpenPart {
public:
    explicit OpenPart(const std::string& file)
        : file_(file), root_(reading(file, [&] { return hdf5::open_file(file); })) {
        for (const Measure& measure : measures()) {
            const std::string name(measure.name);
            values_.push_back(root_.contains(name)
                                  ? std::optional<hdf5::Dataset>(root_.dataset(name))
                                  : std::nullopt);
        }
    }

    const std::string& file() const { return file_; }

    /// None where the part does not have the measure.
    std::vector<double> values(std::size_t measure, std::size_t row, std::size_t count) const {
        const std::optional<hdf5::Dataset>& stored = values_[measure];
        if (!stored) {
            return {};
        }
        hdf5::Shape box = stored->shape();
        hdf5::Shape first(box.size(), 0);
        first[0] = row;
        box[0] = count;
        return stored->read_box<double>(first, box);
    }
    template <class T>
    std::vector<T> column(const char* name, std::size_t row, std::size_t count) const {
        return root_.dataset(name).read_box<T>({row}, {count});
    }

private:
    std::string file_;
    hdf5::Group root_;
    std::vector<std::optional<hdf5::Dataset>> values_;
};

BlockReader::BlockReader(const SweepLayout& layout, const PartsIndex& index,
                         const SweepSchedule& schedule)
    : layout_(layout), index_(index), schedule_(schedule) {}

BlockReader::~BlockReader() = default;

SweepBlock BlockReader::read(std::size_t first, std::size_t count, std::size_t replicate) {
    SweepBlock block{first, count, replicate, {}, {}, {}, {}, {}};
    for (const Measure& measure : measures()) {
        block.values.emplace_back(count * layout_.length(measure),
                                  std::numeric_limits<double>::quiet_NaN());
    }
    block.seed.assign(count, 0);
    block.status.assign(count, run_missing);
    block.message.assign(count, "");
    block.seconds.assign(count, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t n = 0; n < count;) {
        n += read_run(block, n);
    }
    return block;
}

// As many worlds as follow each other in one part, from the block's n-th on; at least one.
std::size_t BlockReader::read_run(SweepBlock& block, std::size_t n) {
    const std::size_t world = block.replicate * layout_.points + block.first + n;
    const auto is_needed = [&](std::size_t place) {
        return block.replicate < schedule_.needed(block.first + place);
    };
    if (!is_needed(n)) {
        block.status[n] = run_not_needed;
        return 1;
    }
    if (!index_.tried(world)) {
        return 1;
    }
    std::size_t count = 1;
    while (n + count < block.count && is_needed(n + count) && index_.tried(world + count) &&
           index_.file(world + count) == index_.file(world) &&
           index_.row(world + count) == index_.row(world) + count) {
        ++count;
    }
    const OpenPart& part = open(index_.file(world));
    reading(part.file(), [&] { fill(block, n, part, index_.row(world), count); });
    return count;
}

void BlockReader::fill(SweepBlock& block, std::size_t n, const OpenPart& part, std::size_t row,
                       std::size_t count) const {
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (const std::size_t length = layout_.length(measures()[m]); length > 0) {
            std::ranges::copy(part.values(m, row, count),
                              block.values[m].begin() + static_cast<std::ptrdiff_t>(n * length));
        }
    }
    const auto at = static_cast<std::ptrdiff_t>(n);
    std::ranges::copy(part.column<std::uint64_t>("seed", row, count), block.seed.begin() + at);
    std::ranges::transform(part.column<std::uint64_t>("status", row, count),
                           block.status.begin() + at,
                           [](std::uint64_t s) { return static_cast<std::uint8_t>(s); });
    std::ranges::copy(part.column<std::string>("message", row, count), block.message.begin() + at);
    std::ranges::copy(part.column<double>("seconds", row, count), block.seconds.begin() + at);
}

// Two threads finish worlds of two parts in turn, more of more: a few stay open.
const BlockReader::OpenPart& BlockReader::open(const std::string& file) {
    const auto found = std::find_if(parts_.begin(), parts_.end(),
                                    [&](const auto& part) { return part->file() == file; });
    if (found != parts_.end()) {
        std::rotate(parts_.begin(), found, found + 1);
    } else {
        if (parts_.size() == 4) {
            parts_.pop_back();
        }
        parts_.insert(parts_.begin(), std::make_unique<OpenPart>(file));
    }
    return *parts_.front();
}

std::vector<Outcome> read_outcomes(const SweepPlan& plan, const PartsIndex& index) {
    std::vector<Outcome> outcomes;
    const SweepLayout& layout = plan.layout();
    const Measure& measure = measures()[plan.rule().measure];
    for (const std::string& file : index.files()) {
        reading(file, [&] {
            const hdf5::Group root = hdf5::open_file(file);
            const auto worlds = root.dataset("world").read<std::int64_t>();
            const auto values = root.dataset(std::string(measure.name)).read<double>();
            const std::size_t length = layout.length(measure);
            if (values.size() != worlds.size() * length) {
                throw FileError("it is damaged");
            }
            for (std::size_t row = 0; row < worlds.size(); ++row) {
                const auto world = static_cast<std::size_t>(worlds[row]);
                if (world < layout.worlds() && index.tried(world) && index.file(world) == file &&
                    index.row(world) == row) {
                    outcomes.push_back(
                        {world, index.done(world), 0.0,
                         plan.at_end(world, std::span(values).subspan(row * length, length))});
                }
            }
        });
    }
    return outcomes;
}

}  // namespace colead
