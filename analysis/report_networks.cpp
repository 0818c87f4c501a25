#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/network_layout.hpp"
#include "analysis/report_parts.hpp"

namespace colead {

using nlohmann::json;

namespace {

// The world before, and after each of the first arms: a page of all would be large.
constexpr std::size_t most_pictures = 8;

}  // namespace

json networks_as_json(NetworkPictures networks) {
    if (networks.pictures.empty()) {
        return nullptr;
    }
    if (networks.pictures.size() > most_pictures) {
        networks.pictures.erase(networks.pictures.begin() + most_pictures, networks.pictures.end());
    }
    const std::vector<std::vector<Point>> layouts = lay_out(networks);
    json list = json::array();
    for (std::size_t n = 0; n < networks.pictures.size(); ++n) {
        const NetworkPicture& picture = networks.pictures[n];
        json x = json::array();
        json y = json::array();
        for (const Point& point : layouts[n]) {
            x.push_back(std::lround(1000.0 * point.x));
            y.push_back(std::lround(1000.0 * point.y));
        }
        json ties = json::array();
        for (const NetworkPicture::Tie& tie : picture.ties) {
            ties.push_back(tie.low);
            ties.push_back(tie.high);
        }
        list.push_back({{"arm", picture.arm},
                        {"month", picture.month},
                        {"x", std::move(x)},
                        {"y", std::move(y)},
                        {"community", picture.community},
                        {"culture", picture.culture},
                        {"coalition", picture.coalition},
                        {"role", picture.role},
                        {"degree", picture.degree},
                        {"ties", std::move(ties)}});
    }
    return {{"replicate", networks.replicate},
            {"people", networks.people},
            {"ids", networks.ids},
            {"pictures", std::move(list)}};
}

}  // namespace colead
