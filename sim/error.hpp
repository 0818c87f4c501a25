// What goes wrong outside the program: the two kinds of error a user can meet. Both are thrown where
// the fault is seen and caught once, in main. Faults of our own are asserts, not exceptions.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace colead {

/// Wrong usage or input; the program exits with 2. The message is one line:
/// `file:line: key = value is outside [low, high]`.
class InputError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file or disk that cannot be read or written; the program exits with 3.
class FileError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The candidate closest to `name` by edit distance, or "" when none is close enough to be meant.
std::string nearest_name(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace colead
