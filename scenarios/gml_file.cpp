#include "scenarios/gml_file.hpp"

#include <map>
#include <set>

#include "scenarios/gml_tokens.hpp"
#include "scenarios/people_by_id.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr int deepest_list = 100;

using Token = GmlToken;

/// One `key value` of a node or an edge.
struct Attribute {
    std::string_view name;
    std::string_view value;
};

/// An edge before all nodes are known.
struct Edge {
    std::string_view source;
    std::string_view target;
    std::string_view weight;
    std::uint32_t line;
};

class GmlReader {
public:
    GmlReader(const std::string& path, const TieColumns& columns)
        : file_(std::make_shared<TextFile>(path)),
          columns_(columns),
          tokens_(*file_, network_.people) {
        network_.people.path = path;
        network_.people.source = file_;
        network_.people.column("id");
    }

    RawNetwork read() {
        bool found = false;
        for (Token key = tokens_.next(); key.kind != Token::end; key = tokens_.next()) {
            check_key(key);
            const Token value = tokens_.next();
            if (key.value == "graph" && value.kind == Token::open) {
                if (found) {
                    tokens_.refuse(key.line, "a second graph: one network per file");
                }
                found = true;
                read_graph(key.line);
            } else {
                skip(key, value);
            }
        }
        if (!found) {
            throw InputError(file_->path() + ": no ties: there is no graph [ ... ]");
        }
        network_.directed = directed_;
        take_edges();
        return std::move(network_);
    }

private:
    void check_key(const Token& key) const {
        if (key.kind != Token::word) {
            tokens_.refuse(key.line, key.kind == Token::end ? "a list that is not closed"
                                                            : "a value where a name should be");
        }
    }

    // Passes over a value, lists with all that is in them.
    void skip(const Token& key, const Token& value) {
        if (value.kind == Token::close || value.kind == Token::end) {
            tokens_.refuse(key.line, std::string(key.value) + " has no value");
        }
        int depth = value.kind == Token::open ? 1 : 0;
        while (depth > 0) {
            const Token token = tokens_.next();
            if (token.kind == Token::end) {
                tokens_.refuse(key.line, std::string(key.value) + " [ is not closed");
            }
            depth += token.kind == Token::open ? 1 : token.kind == Token::close ? -1 : 0;
            if (depth > deepest_list) {
                tokens_.refuse(token.line, "lists within lists, more than 100 deep");
            }
        }
    }

    void read_graph(std::uint32_t line) {
        for (Token key = tokens_.next(); key.kind != Token::close; key = tokens_.next()) {
            if (key.kind == Token::end) {
                tokens_.refuse(line, "graph [ is not closed");
            }
            check_key(key);
            const Token value = tokens_.next();
            if (key.value == "node" && value.kind == Token::open) {
                read_node(key.line);
            } else if (key.value == "edge" && value.kind == Token::open) {
                read_edge(key.line);
            } else if (key.value == "directed") {
                if (value.value != "0" && value.value != "1") {
                    tokens_.refuse(
                        key.line, "directed = " + std::string(value.value) + " is neither 0 nor 1");
                }
                directed_ = value.value == "1";
            } else {
                skip(key, value);
            }
        }
    }

    // The plain attributes of a node or an edge, up to its end; the names of others in `lists`.
    std::vector<Attribute> read_list(std::uint32_t line, std::set<std::string_view>& lists) {
        std::vector<Attribute> attributes;
        for (Token key = tokens_.next(); key.kind != Token::close; key = tokens_.next()) {
            if (key.kind == Token::end) {
                tokens_.refuse(line, "a list that is not closed");
            }
            check_key(key);
            const Token value = tokens_.next();
            if (value.kind == Token::word || value.kind == Token::text) {
                attributes.push_back({key.value, value.value});
            } else {
                skip(key, value);
                lists.insert(key.value);
            }
        }
        return attributes;
    }

    void read_node(std::uint32_t line) {
        RawPeople& people = network_.people;
        const auto row = static_cast<std::uint32_t>(people.rows());
        people.lines.push_back(line);
        for (const Attribute& attribute : read_list(line, lists_of_nodes_)) {
            auto& fields = people.columns[people.column(attribute.name)].fields;
            if (fields.empty() || fields.back().first != row) {
                fields.emplace_back(row, attribute.value);
            } else if (attribute.name == "id") {
                tokens_.refuse(line, "a node has two ids");
            } else {
                ++repeated_;
            }
        }
        const auto& ids = people.columns[0].fields;
        if (ids.empty() || ids.back().first != row || ids.back().second.empty()) {
            tokens_.refuse(line, "a node without id");
        }
        if (rows_.find_or_add(ids.back().second, row) != row) {
            tokens_.refuse(line, "node " + std::string(ids.back().second) + " is given twice");
        }
    }

    void read_edge(std::uint32_t line) {
        Edge edge{{}, {}, {}, line};
        for (const Attribute& attribute : read_list(line, lists_of_edges_)) {
            if (attribute.name == "source") {
                edge.source = attribute.value;
            } else if (attribute.name == "target") {
                edge.target = attribute.value;
            } else {
                const std::size_t place = tie_column(attribute.name);
                tie_values_.push_back({place, edges_.size(), attribute.value});
            }
        }
        edges_.push_back(edge);
    }

    std::size_t tie_column(std::string_view name) {
        const auto [place, added] = tie_places_.emplace(name, tie_names_.size());
        if (added) {
            tie_names_.push_back(name);
        }
        return place->second;
    }

    // Which attribute of edges is trust is known only when all are seen.
    void take_edges() {
        const std::size_t trust = choose_trust(tie_names_, columns_.trust, network_);
        for (std::size_t n = 0; n < tie_names_.size(); ++n) {
            if (n != trust) {
                network_.unused_tie_columns.emplace_back(tie_names_[n]);
            }
        }
        for (const TieValue& value : tie_values_) {
            if (value.column == trust) {
                edges_[value.edge].weight = value.text;
            }
        }
        for (const Edge& edge : edges_) {
            network_.ties.push_back(
                {end_of(edge, "source", edge.source), end_of(edge, "target", edge.target),
                 network_.weight(edge.weight, edge.line), edge.line, !directed_});
        }
        network_.people.unreadable.assign(lists_of_nodes_.begin(), lists_of_nodes_.end());
        network_.unused_tie_columns.insert(network_.unused_tie_columns.end(),
                                           lists_of_edges_.begin(), lists_of_edges_.end());
        if (repeated_ > 0) {
            network_.notes.push_back(counted(repeated_, "value", "values") +
                                     " of nodes beyond the first of its name not used");
        }
    }

    std::uint32_t end_of(const Edge& edge, const char* which, std::string_view id) const {
        const std::uint32_t* row = id.empty() ? nullptr : rows_.find(id);
        if (row == nullptr) {
            tokens_.refuse(edge.line, "an edge's " + std::string(which) + " = \"" +
                                          std::string(id) + "\" is no node");
        }
        return *row;
    }

    struct TieValue {
        std::size_t column;
        std::size_t edge;
        std::string_view text;
    };

    std::shared_ptr<TextFile> file_;
    const TieColumns& columns_;
    RawNetwork network_;
    GmlTokens tokens_;
    bool directed_ = false;
    PeopleById rows_;
    std::vector<Edge> edges_;
    std::vector<std::string_view> tie_names_;
    std::map<std::string_view, std::size_t> tie_places_;
    std::vector<TieValue> tie_values_;
    std::set<std::string_view> lists_of_nodes_;
    std::set<std::string_view> lists_of_edges_;
    std::size_t repeated_ = 0;
};

}  // namespace

RawNetwork read_gml(const std::string& path, const TieColumns& columns) {
    return GmlReader(path, columns).read();
}

}  // namespace colead
