#include "analysis/networks_file.hpp"

#include <fmt/format.h>

#include <array>

#include "sim/error.hpp"

namespace colead {

namespace {

struct PersonColumn {
    const char* name;
    std::vector<std::int32_t> NetworkPicture::*values;
    const char* description;
};

constexpr std::array<PersonColumn, 6> person_columns = {{
    {"community", &NetworkPicture::community, "number in the coordinate `community`"},
    {"organization", &NetworkPicture::organization, "number from 0; -1: none"},
    {"culture", &NetworkPicture::culture, "number in the coordinate `group`"},
    {"coalition", &NetworkPicture::coalition, "number of its first member; -1: does not act"},
    {"role", &NetworkPicture::role,
     "0 none, 1 lead, 2 initiator, 3 bridger, 4 connector, 5 follower"},
    {"degree", &NetworkPicture::degree, "ties, also to people who are not drawn"},
}};

void write_picture(hdf5::Group& networks, const hdf5::Dataset& id, const std::string& name,
                   const NetworkPicture& picture) {
    hdf5::Group group = networks.create_group(name);
    group.set("arm", picture.arm);
    group.set("month", picture.month);
    const std::array<const hdf5::Dataset*, 1> people{&id};
    for (const PersonColumn& column : person_columns) {
        group.write(column.name, picture.*(column.values))
            .along(people)
            .describe("1", column.name, column.description);
    }
    const hdf5::Dataset scale = group.write_bare_scale("tie", picture.ties.size());
    const std::array<const hdf5::Dataset*, 1> ties{&scale};
    std::vector<std::int64_t> low;
    std::vector<std::int64_t> high;
    std::vector<float> trust;
    for (const NetworkPicture::Tie& tie : picture.ties) {
        low.push_back(tie.low);
        high.push_back(tie.high);
        trust.push_back(tie.trust);
    }
    group.write("low", low).along(ties).describe("1", "one end", "place in `id`, from 0");
    group.write("high", high).along(ties).describe("1", "other end", "place in `id`, from 0");
    group.write("trust", trust).along(ties).describe("1", "mean trust of both ends");
}

NetworkPicture read_picture(const hdf5::Group& group, std::size_t people) {
    NetworkPicture picture;
    picture.arm = group.text("arm");
    picture.month = group.whole_number("month");
    for (const PersonColumn& column : person_columns) {
        std::vector<std::int32_t>& values = picture.*(column.values);
        for (const std::int64_t value : group.dataset(column.name).read<std::int64_t>()) {
            values.push_back(static_cast<std::int32_t>(value));
        }
        if (values.size() != people) {
            throw FileError(fmt::format("networks: {} does not fit id", column.name));
        }
    }
    const auto low = group.dataset("low").read<std::int64_t>();
    const auto high = group.dataset("high").read<std::int64_t>();
    const auto trust = group.dataset("trust").read<float>();
    if (high.size() != low.size() || trust.size() != low.size()) {
        throw FileError("networks: columns of ties are of different length");
    }
    for (std::size_t t = 0; t < low.size(); ++t) {
        if (low[t] < 0 || low[t] >= high[t] || high[t] >= static_cast<std::int64_t>(people)) {
            throw FileError("networks: an end of a tie is nobody");
        }
        picture.ties.push_back(
            {static_cast<std::uint32_t>(low[t]), static_cast<std::uint32_t>(high[t]), trust[t]});
    }
    return picture;
}

}  // namespace

void write_networks(hdf5::Group& root, const NetworkPictures& networks) {
    if (networks.pictures.empty()) {
        return;
    }
    hdf5::Group group = root.create_group("networks");
    group.set("replicate", static_cast<std::int64_t>(networks.replicate));
    group.set("people", static_cast<std::int64_t>(networks.people));
    hdf5::Dataset id = group.write("id", networks.ids);
    id.as_scale("id").describe("1", "the user's id of a person drawn");
    for (std::size_t n = 0; n < networks.pictures.size(); ++n) {
        write_picture(group, id, fmt::to_string(n), networks.pictures[n]);
    }
}

NetworkPictures read_networks(const hdf5::Group& root) {
    NetworkPictures networks;
    if (!root.contains("networks")) {
        return networks;
    }
    const hdf5::Group group = root.group("networks");
    networks.replicate = static_cast<std::uint32_t>(group.whole_number("replicate"));
    networks.people = static_cast<std::size_t>(group.whole_number("people"));
    networks.ids = group.dataset("id").read_as_text();
    for (const std::string& name : group.groups()) {
        networks.pictures.push_back(read_picture(group.group(name), networks.ids.size()));
    }
    return networks;
}

}  // namespace colead
