#include "analysis/text_output.hpp"

#include <cerrno>
#include <system_error>

#include "sim/error.hpp"

namespace colead {

TextOutput::TextOutput(const std::string& path, bool overwrite)
    : path_(path), output_(path, overwrite), stream_(std::fopen(output_.aside().c_str(), "wb")) {
    check(stream_ != nullptr);
}

void TextOutput::flush() {
    check(std::fwrite(buffer_.data(), 1, buffer_.size(), stream_.get()) == buffer_.size());
    buffer_.clear();
}

void TextOutput::finish() {
    flush();
    check(std::fclose(stream_.release()) == 0);
    output_.finish();
}

void TextOutput::check(bool well) const {
    if (!well) {
        throw FileError(fmt::format("'{}' cannot be written: {}", path_,
                                    std::generic_category().message(errno)));
    }
}

}  // namespace colead
