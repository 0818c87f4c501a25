// Study files: read, resolved and read again to the same text, and scenarios made of some positions.
#include "scenarios/study.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

namespace {

Study load(const std::string& name, std::string_view text) {
    return Study::load(written(name, text), {}, {});
}

}  // namespace

void take(std::string_view bytes) {
    refusing([&] {
        const Study study = load("study.toml", bytes);
        const std::string text = study.text();
        if (load("resolved.toml", text).text() != text) {
            fault("what was resolved reads back as something else");
        }
        for (const double position : {0.0, 0.5, 1.0}) {
            const std::vector<double> positions(study.design().factors.size(), position);
            refusing([&] { study.at(0, positions); });
        }
    });
}

}  // namespace colead::fuzz
