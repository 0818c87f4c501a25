#include "scenarios/graphml_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scenarios/people_by_id.hpp"
#include "scenarios/words.hpp"
#include "scenarios/xml_file.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

/// A <key>: what a <data> element is about.
struct Key {
    std::string_view name;
    std::string_view initial;
    std::string_view subject;  // node, edge, all ...
    bool is_boolean = false;
    std::size_t column = no_column;  // of people

    bool about(std::string_view what) const {
        return subject == what || subject == "all" || subject.empty();
    }
    // Booleans become numbers, so that they may be a rank.
    std::string_view text_of(const pugi::xml_node& element) const {
        const std::string_view text = trimmed(element.child_value());
        const std::string word = is_boolean ? lower_case(text) : "";
        return word == "true" ? "1" : word == "false" ? "0" : text;
    }
};

class GraphmlReader {
public:
    GraphmlReader(const std::string& path, const TieColumns& columns)
        : file_(std::make_shared<XmlFile>(path)), columns_(columns) {
        network_.people.path = path;
        network_.people.source = file_;
    }

    RawNetwork read() {
        const pugi::xml_node root = file_->root();
        if (local_name(root) != "graphml") {
            file_->refuse(root, fmt::format("not GraphML: the document is <{}>", root.name()));
        }
        const pugi::xml_node graph = only_graph(root);
        read_keys(root);
        choose_columns();
        const std::string_view direction = graph.attribute("edgedefault").value();
        if (direction != "directed" && direction != "undirected" && !direction.empty()) {
            file_->refuse(graph, fmt::format("edgedefault = {} is neither directed nor undirected",
                                             direction));
        }
        // Nodes may stand behind the edges that name them.
        for (const pugi::xml_node child : graph.children()) {
            check_child_of_graph(child);
            if (local_name(child) == "node") {
                read_node(child);
            }
        }
        for (const pugi::xml_node child : graph.children()) {
            if (local_name(child) == "edge") {
                read_edge(child, direction == "directed");
            }
        }
        name_ids();
        return std::move(network_);
    }

private:
    pugi::xml_node only_graph(const pugi::xml_node& root) const {
        pugi::xml_node only;
        for (const pugi::xml_node child : root.children()) {
            if (local_name(child) == "graph") {
                if (only) {
                    file_->refuse(child, "a second graph: one network per file");
                }
                only = child;
            }
        }
        if (!only) {
            file_->refuse(root, "there is no <graph>");
        }
        return only;
    }

    void check_child_of_graph(const pugi::xml_node& child) const {
        const std::string_view name = local_name(child);
        if (is_element(child) && name != "node" && name != "edge" && name != "data" &&
            name != "desc") {
            file_->refuse(child, fmt::format("<{}>: nested graphs, hyperedges and ports are not "
                                             "read",
                                             child.name()));
        }
    }

    void read_keys(const pugi::xml_node& root) {
        for (const pugi::xml_node child : root.children()) {
            if (local_name(child) != "key") {
                continue;
            }
            const std::string_view id = child.attribute("id").value();
            Key key;
            key.name = child.attribute("attr.name").value();
            key.name = key.name.empty() ? id : key.name;
            key.subject = child.attribute("for").value();
            key.is_boolean = std::string_view(child.attribute("attr.type").value()) == "boolean";
            for (const pugi::xml_node part : child.children()) {
                if (local_name(part) == "default") {
                    key.initial = key.text_of(part);
                }
            }
            if (id.empty()) {
                file_->refuse(child, "a key without id");
            }
            if (!key_places_.emplace(id, keys_.size()).second) {
                file_->refuse(child, fmt::format("key {} is declared twice", id));
            }
            keys_.push_back(key);
        }
    }

    void choose_columns() {
        network_.people.column("id");
        std::vector<std::string_view> tie_names;
        std::vector<const Key*> tie_keys;
        for (Key& key : keys_) {
            if (key.about("node")) {
                make_column(key);
            }
            if (key.about("edge")) {
                tie_names.push_back(key.name);
                tie_keys.push_back(&key);
            }
        }
        const std::size_t trust = choose_trust(tie_names, columns_.trust, network_);
        for (std::size_t k = 0; k < tie_keys.size(); ++k) {
            if (k == trust) {
                trust_key_ = tie_keys[k];
            } else if (tie_names[k] == "trust_back") {
                trust_back_key_ = tie_keys[k];
            } else if (tie_keys[k]->subject == "edge") {
                network_.unused_tie_columns.emplace_back(tie_names[k]);
            }
        }
    }

    // An attribute called id gets a column beside the nodes' own ids.
    void make_column(Key& key) {
        RawPeople& people = network_.people;
        const std::size_t before = people.columns.size();
        if (key.name == "id") {
            people.columns.push_back({"id", {}, {}});
            id_attribute_ = before;
        } else if (people.column(key.name) < before) {
            throw InputError(
                fmt::format("{}: two attributes of nodes are called {}", people.path, key.name));
        }
        key.column = before;
        people.columns[before].initial = key.initial;
    }

    const Key& key_of(const pugi::xml_node& data) const {
        const std::string_view id = data.attribute("key").value();
        const auto found = key_places_.find(id);
        if (found == key_places_.end()) {
            file_->refuse(data, fmt::format("data of key \"{}\", which is not declared", id));
        }
        return keys_[found->second];
    }

    void read_node(const pugi::xml_node& node) {
        RawPeople& people = network_.people;
        const std::string_view id = node.attribute("id").value();
        const auto row = static_cast<std::uint32_t>(people.rows());
        if (id.empty()) {
            file_->refuse(node, "a node without id");
        }
        if (rows_.find_or_add(id, row) != row) {
            file_->refuse(node, fmt::format("node {} is given twice", id));
        }
        people.lines.push_back(file_->line_of(node));
        people.columns[0].fields.emplace_back(row, id);
        for (const pugi::xml_node child : node.children()) {
            if (local_name(child) == "data") {
                read_data_of_node(child, row);
            } else {
                check_part(child);
            }
        }
    }

    void check_part(const pugi::xml_node& part) const {
        if (is_element(part) && local_name(part) != "desc") {
            file_->refuse(part, fmt::format("<{}> in a {}: nested graphs, hyperedges and ports are "
                                            "not read",
                                            part.name(), part.parent().name()));
        }
    }

    void read_data_of_node(const pugi::xml_node& data, std::uint32_t row) {
        RawPeople& people = network_.people;
        const Key& key = key_of(data);
        if (key.column == no_column) {
            file_->refuse(data,
                          fmt::format("a node's data of key {}, which is not for nodes", key.name));
        }
        if (std::none_of(data.begin(), data.end(), is_element)) {
            people.columns[key.column].fields.emplace_back(row, key.text_of(data));
            return;
        }
        // yEd's drawings hold the label.
        const pugi::xml_node label = data.find_node(
            [](const pugi::xml_node& part) { return local_name(part) == "NodeLabel"; });
        if (label) {
            people.columns[people.column("label")].fields.emplace_back(
                row, trimmed(label.child_value()));
        }
    }

    void read_edge(const pugi::xml_node& edge, bool directed) {
        const pugi::xml_attribute own = edge.attribute("directed");
        const std::string_view word = own.value();
        const bool yes = word == "true" || word == "1";
        if (own && !yes && word != "false" && word != "0") {
            file_->refuse(edge, fmt::format("directed = {} is neither true nor false", word));
        }
        if (edge.attribute("sourceport") || edge.attribute("targetport")) {
            file_->refuse(edge, "ports are not read");
        }
        std::string_view weight = trust_key_ != nullptr ? trust_key_->initial : "";
        std::string_view back;
        for (const pugi::xml_node child : edge.children()) {
            if (local_name(child) != "data") {
                check_part(child);
            } else if (const Key& key = key_of(child); &key == trust_key_) {
                weight = key.text_of(child);
            } else if (&key == trust_back_key_) {
                back = key.text_of(child);
            }
        }
        const std::uint32_t line = file_->line_of(edge);
        const std::uint32_t source = end_of(edge, "source");
        const std::uint32_t target = end_of(edge, "target");
        const bool both = back.empty() && (own ? !yes : !directed);
        network_.ties.push_back({source, target, network_.weight(weight, line), line, both});
        if (!back.empty()) {
            network_.ties.push_back({target, source, network_.weight(back, line), line, false});
        }
    }

    std::uint32_t end_of(const pugi::xml_node& edge, const char* which) const {
        const std::string_view id = edge.attribute(which).value();
        const std::uint32_t* row = id.empty() ? nullptr : rows_.find(id);
        if (row == nullptr) {
            file_->refuse(edge, fmt::format("an edge's {} = \"{}\" is no node", which, id));
        }
        return *row;
    }

    void name_ids() {
        RawPeople& people = network_.people;
        if (id_attribute_ != no_column && !people.columns[id_attribute_].fields.empty()) {
            network_.id_column = id_attribute_;
            people.columns[0].name = "node id";
            network_.notes.emplace_back("people are called by their attribute id");
        }
    }

    std::shared_ptr<XmlFile> file_;
    const TieColumns& columns_;
    RawNetwork network_;
    std::vector<Key> keys_;
    std::map<std::string_view, std::size_t> key_places_;  // by id
    const Key* trust_key_ = nullptr;
    const Key* trust_back_key_ = nullptr;  // of the target, where `trust` is the source's
    std::size_t id_attribute_ = no_column;
    PeopleById rows_;
};

}  // namespace

RawNetwork read_graphml(const std::string& path, const TieColumns& columns) {
    return GraphmlReader(path, columns).read();
}

}  // namespace colead
