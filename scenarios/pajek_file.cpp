#include "scenarios/pajek_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "scenarios/text_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

enum class Section { none, vertices, arcs, edges, arcs_list, edges_list, matrix };

constexpr std::array<std::string_view, 9> shapes = {
    "ellipse", "box", "diamond", "triangle", "cross", "empty", "house", "man", "woman"};

// What is no weight: a time, or the name of a look.
bool is_look(std::string_view word) {
    const std::string name = lower_case(word);
    return name.starts_with('[') || (!name.empty() && name.front() >= 'a' && name.front() <= 'z' &&
                                     name != "nan" && !name.starts_with("inf"));
}

class PajekReader {
public:
    PajekReader(const std::string& path, const TieColumns& columns)
        : file_(std::make_shared<TextFile>(path)) {
        network_.people.path = path;
        network_.people.source = file_;
        network_.people.column("id");
        network_.people.column("label");
        if (!columns.trust.empty() && columns.trust != "weight") {
            throw InputError(path + ": network.columns.trust = " + columns.trust +
                             ": ties have no such column; there is weight");
        }
        network_.weight_name = "weight";
        network_.weight_is_trust = !columns.trust.empty();
    }

    RawNetwork read() {
        while (file_->next_line()) {
            split();
            if (words_.empty() || (!quoted_first_ && words_[0].front() == '%')) {
                continue;
            }
            if (!quoted_first_ && words_[0].front() == '*') {
                begin_section();
            } else {
                take_line();
            }
        }
        if (vertices_ == 0) {
            throw InputError(file_->path() + ": no ties: there are no *Vertices");
        }
        if (section_ == Section::matrix) {
            check_matrix_is_whole();
        }
        finish();
        return std::move(network_);
    }

private:
    [[noreturn]] void refuse(const std::string& what) const {
        file_->refuse(file_->line_number(), what);
    }
    std::uint32_t line() const { return static_cast<std::uint32_t>(file_->line_number()); }

    // The words of the present line; what is quoted is one.
    void split() {
        std::string_view rest(file_->line().data(), file_->line().size());
        words_.clear();
        quoted_first_ = false;
        for (;;) {
            rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
            if (rest.empty()) {
                return;
            }
            const bool quoted = rest.front() == '"';
            const std::size_t begin = quoted ? 1 : 0;
            const std::size_t end = rest.find_first_of(quoted ? "\"" : " \t", begin);
            if (quoted && end == std::string_view::npos) {
                refuse("a quote that is not closed in its line");
            }
            quoted_first_ = quoted_first_ || (words_.empty() && quoted);
            words_.push_back(rest.substr(begin, end - begin));
            rest.remove_prefix(std::min(quoted ? end + 1 : end, rest.size()));
        }
    }

    void begin_section() {
        if (section_ == Section::matrix) {
            check_matrix_is_whole();
        }
        const std::string name = lower_case(words_[0].substr(0, words_[0].find(':')));
        if (name == "*network" && section_ == Section::none && vertices_ == 0) {
            return;
        }
        if (name == "*vertices") {
            begin_vertices();
            return;
        }
        section_ = name == "*arcs"        ? Section::arcs
                   : name == "*edges"     ? Section::edges
                   : name == "*arcslist"  ? Section::arcs_list
                   : name == "*edgeslist" ? Section::edges_list
                   : name == "*matrix"    ? Section::matrix
                                          : Section::none;
        if (section_ == Section::none) {
            refuse(std::string(words_[0]) +
                   " is not read: there may be one *Vertices, then *Arcs, *Edges, *Arcslist, "
                   "*Edgeslist, *Matrix");
        }
        if (vertices_ == 0) {
            refuse(std::string(words_[0]) + " before *Vertices");
        }
        ++tie_sections_;
        matrix_rows_ = 0;
    }

    void begin_vertices() {
        if (vertices_ != 0) {
            refuse("a second *Vertices: one network per file");
        }
        if (words_.size() > 2) {
            refuse("*Vertices with two numbers: networks of two kinds of people are not read");
        }
        const std::optional<std::int64_t> count =
            words_.size() == 2 ? to_whole_number(words_[1]) : std::nullopt;
        if (!count || *count < 1) {
            refuse("*Vertices takes the number of people");
        }
        // Before memory is taken: even a mere number in a line takes two bytes.
        if (static_cast<std::uint64_t>(*count) > file_->text().size()) {
            refuse("*Vertices " + std::to_string(*count) + ": more people than the file has bytes");
        }
        section_ = Section::vertices;
        vertices_ = static_cast<std::uint32_t>(*count);
        RawPeople& people = network_.people;
        people.lines.assign(vertices_, line());
        for (std::uint32_t row = 0; row < vertices_; ++row) {
            people.columns[0].fields.emplace_back(row, people.keep(std::to_string(row + 1)));
        }
        described_.assign(vertices_, false);
    }

    std::uint32_t vertex(std::string_view word) const {
        const std::optional<std::int64_t> number = to_whole_number(word);
        if (!number || *number < 1 || *number > static_cast<std::int64_t>(vertices_)) {
            refuse(std::string(word) + " is no vertex: they are 1 to " + std::to_string(vertices_));
        }
        return static_cast<std::uint32_t>(*number - 1);
    }

    void take_line() {
        switch (section_) {
            case Section::none:
                refuse("text before *Vertices");
            case Section::vertices:
                take_vertex();
                break;
            case Section::arcs:
                take_tie(false);
                break;
            case Section::edges:
                take_tie(true);
                break;
            case Section::arcs_list:
                take_list(false);
                break;
            case Section::edges_list:
                take_list(true);
                break;
            case Section::matrix:
                take_matrix_row();
                break;
        }
    }

    void take_vertex() {
        const std::uint32_t row = vertex(words_[0]);
        if (described_[row]) {
            refuse("vertex " + std::string(words_[0]) + " is given twice");
        }
        described_[row] = true;
        network_.people.lines[row] = line();
        if (words_.size() > 1) {
            network_.people.columns[1].fields.emplace_back(row, words_[1]);
        }
        take_looks(row);
    }

    // What may follow a label: coordinates, a shape, then pairs of name and value, which become
    // columns.
    void take_looks(std::uint32_t row) {
        std::vector<std::string_view> rest;
        for (std::size_t n = 2; n < words_.size(); ++n) {
            const bool is_coordinate = n < 5 && rest.empty() && to_number(words_[n]).has_value();
            if (!is_coordinate && !words_[n].starts_with('[')) {
                rest.push_back(words_[n]);
            }
        }
        const bool has_shape =
            !rest.empty() && std::find(shapes.begin(), shapes.end(), rest[0]) != shapes.end();
        const std::size_t begin = has_shape ? 1 : 0;
        const std::size_t end = rest.size() - (rest.size() - begin) % 2;
        vertices_with_more_ += words_.size() > 2 + end - begin ? 1 : 0;
        for (std::size_t n = begin; n < end; n += 2) {
            if (rest[n] != "id" && rest[n] != "label") {
                auto& column = network_.people.columns[network_.people.column(rest[n])];
                column.fields.emplace_back(row, rest[n + 1]);
            }
        }
    }

    void add(std::uint32_t ego, std::uint32_t alter, float weight, bool both) {
        network_.ties.push_back({ego, alter, weight, line(), both});
    }

    // ego alter [weight] and what else there is: colours, times ...
    void take_tie(bool both) {
        if (words_.size() < 2) {
            refuse("a tie takes two vertices");
        }
        const bool has_weight = words_.size() > 2 && !is_look(words_[2]);
        const std::uint32_t ego = vertex(words_[0]);
        const std::uint32_t alter = vertex(words_[1]);
        add(ego, alter, has_weight ? network_.weight(words_[2], line()) : no_weight, both);
        has_weights_ = has_weights_ || has_weight;
        ties_with_more_ += words_.size() > (has_weight ? 3U : 2U) ? 1 : 0;
    }

    void take_list(bool both) {
        const std::uint32_t ego = vertex(words_[0]);
        for (std::size_t n = 1; n < words_.size(); ++n) {
            add(ego, vertex(words_[n]), no_weight, both);
        }
    }

    void take_matrix_row() {
        if (matrix_rows_ == vertices_ || words_.size() != vertices_) {
            refuse("row " + std::to_string(matrix_rows_ + 1) + " of *Matrix with " +
                   counted(words_.size(), "number", "numbers") + ": there are " +
                   counted(vertices_, "vertex", "vertices"));
        }
        for (std::uint32_t alter = 0; alter < vertices_; ++alter) {
            const float weight = network_.weight(words_[alter], line());
            if (std::abs(weight) > 0.0F) {
                add(matrix_rows_, alter, weight, false);
                has_weights_ = true;
            }
        }
        ++matrix_rows_;
    }

    void check_matrix_is_whole() const {
        if (matrix_rows_ != vertices_) {
            refuse("*Matrix ends after " + counted(matrix_rows_, "row", "rows") + " of " +
                   std::to_string(vertices_));
        }
    }

    void finish() {
        if (!has_weights_ && !network_.weight_is_trust) {
            network_.weight_name.clear();
        }
        if (vertices_with_more_ > 0) {
            network_.notes.push_back("coordinates, times and shapes of " +
                                     counted(vertices_with_more_, "vertex", "vertices") +
                                     " not used");
        }
        if (ties_with_more_ > 0) {
            network_.notes.push_back("times and looks of " +
                                     counted(ties_with_more_, "tie", "ties") + " not used");
        }
        if (tie_sections_ > 1) {
            network_.notes.push_back(std::to_string(tie_sections_) +
                                     " sections of ties joined into one network");
        }
    }

    std::shared_ptr<TextFile> file_;
    RawNetwork network_;
    Section section_ = Section::none;
    std::vector<std::string_view> words_;
    bool quoted_first_ = false;
    std::uint32_t vertices_ = 0;
    std::vector<bool> described_;
    std::uint32_t matrix_rows_ = 0;
    bool has_weights_ = false;
    std::size_t tie_sections_ = 0;
    std::size_t vertices_with_more_ = 0;
    std::size_t ties_with_more_ = 0;
};

}  // namespace

RawNetwork read_pajek(const std::string& path, const TieColumns& columns) {
    return PajekReader(path, columns).read();
}

}  // namespace colead
