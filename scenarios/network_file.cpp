#include "scenarios/network_file.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "scenarios/gml_file.hpp"
#include "scenarios/graphml_file.hpp"
#include "scenarios/matrix_file.hpp"
#include "scenarios/pajek_file.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/ties_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

NetworkReader reader_of(int format) {
    switch (format) {
        case NetworkParameters::matrix:
            return read_matrix;
        case NetworkParameters::pajek:
            return read_pajek;
        case NetworkParameters::gml:
            return read_gml;
        case NetworkParameters::graphml:
            return read_graphml;
        default:
            return read_edge_list;
    }
}

int format_of(const std::string& path) {
    const std::string end = lower_case(std::filesystem::path(path).extension().string());
    constexpr std::array<std::pair<std::string_view, int>, 4> known = {{
        {".graphml", NetworkParameters::graphml},
        {".gml", NetworkParameters::gml},
        {".net", NetworkParameters::pajek},
        {".paj", NetworkParameters::pajek},
    }};
    for (const auto& [extension, format] : known) {
        if (end == extension) {
            return format;
        }
    }
    return NetworkParameters::edge_list;
}

}  // namespace

RawNetwork read_network_file(const NetworkFiles& files, int format) {
    const auto named = [&](const char* ours) {
        const auto found = files.columns.find(ours);
        return found == files.columns.end() ? std::string() : found->second;
    };
    TieColumns columns{named("ego"), named("alter"), named("trust"), named("node")};
    const int found = format == NetworkParameters::by_extension ? format_of(files.ties) : format;
    for (const auto& [ours, theirs] : {std::pair{"ego", &columns.ego}, {"alter", &columns.alter}}) {
        if (found != NetworkParameters::edge_list && !theirs->empty()) {
            throw InputError(fmt::format(
                "network.columns.{} = {}: {} is no edge list (network.format), so that its ties "
                "have no such column",
                ours, *theirs, file_name(files.ties)));
        }
    }
    RawNetwork network = reader_of(found)(files.ties, columns);
    network.call_people_by(columns.node);
    return network;
}

}  // namespace colead
