// Files that were cut off or damaged: each is read or refused in words, whatever its bytes.
#include "scenarios/network_files.hpp"

using namespace colead;
using namespace colead::test;

namespace {

struct Sample {
    std::string name;
    int format;
    std::string text;
};

std::vector<Sample> samples() {
    return {
        {"a.csv", NetworkParameters::edge_list,
         "\xEF\xBB\xBF"
         "from,to,trust\n\"a \"\"x\"\"\",b,0.5\nb,c,1\nc,d,\n"},
        {"a.graphml", NetworkParameters::graphml,
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE graphml>\n<graphml>"
         "<key id=\"d\" for=\"node\" attr.name=\"team\" attr.type=\"boolean\"><default>true"
         "</default></key><key id=\"w\" for=\"edge\" attr.name=\"weight\"/>"
         "<graph edgedefault=\"directed\"><!-- x --><node id=\"a\"><data key=\"d\">&lt;&#233;"
         "</data></node>\n<node id=\"b\"><data key=\"d\"><y:S><y:NodeLabel>B</y:NodeLabel></y:S>"
         "</data></node><edge source=\"a\" target=\"b\" directed=\"false\"><data key=\"w\">.5"
         "</data></edge></graph></graphml>\n"},
        {"a.gml", NetworkParameters::gml,
         "Creator \"me\"\n# x\ngraph [ directed 1\nnode [ id 0 label \"&#233;\" g [ x 1 ] ]\n"
         "node [ id 1 team \"x\" ]\nedge [ source 0 target 1 weight 0.5 ] ]\n"},
        {"a.net", NetworkParameters::pajek,
         "*Network x\n*Vertices 3\n1 \"A b\" 0.1 0.2 box ic Red [1-2]\n2 B\n*Arcs :1 \"r\"\n"
         "1 2 0.5 c Blue\n*Edgeslist\n1 2 3\n*Matrix\n0 1 0\n0 0 .5\n0 0 0\n"},
        {"m.txt", NetworkParameters::matrix, ",a,b,c\na,0,1,0\nb,0.5,0,\nc,0,1,0\n"},
    };
}

// Reads or refuses; anything else would end the test.
bool is_read(const Sample& sample, const std::string& text) {
    WorkingFolder::write(sample.name, text);
    NetworkParameters parameters;
    parameters.format = sample.format;
    parameters.oddities = NetworkParameters::skip;
    try {
        const NetworkData network = read_network({sample.name, "", {}, {}}, parameters, 2, 5);
        return network.people() >= 2 && !network.ties.empty();
    } catch (const InputError& error) {
        const std::string said = error.what();
        CHECK(said.starts_with(sample.name));
        CHECK(said.find('\n') == std::string::npos);
        return false;
    }
}

}  // namespace

TEST_CASE("the samples of all formats are read whole") {
    const WorkingFolder folder;
    for (const Sample& sample : samples()) {
        INFO(sample.name);
        CHECK(is_read(sample, sample.text));
    }
}

TEST_CASE("a network file that is cut off anywhere is read or refused in words") {
    const WorkingFolder folder;
    for (const Sample& sample : samples()) {
        for (std::size_t size = 0; size < sample.text.size(); ++size) {
            is_read(sample, sample.text.substr(0, size));
        }
    }
}

TEST_CASE("a network file of which any byte is another is read or refused in words") {
    const WorkingFolder folder;
    const std::string others = "\"[]<>&;*# \t\n\r,0-9e\x7F\xC3";
    std::size_t turn = 0;
    for (const Sample& sample : samples()) {
        for (std::size_t at = 0; at < sample.text.size(); ++at) {
            std::string text = sample.text;
            for (int n = 0; n < 3; ++n) {
                text[at] = others[turn++ % others.size()];
                is_read(sample, text);
            }
        }
    }
}
