// What the harnesses share. A harness defines `void colead::fuzz::take(std::string_view bytes)`, which
// hands the bytes to a reader as a user's file would come to it, and calls refusing() around what may
// say no. Everything else that ends there is a fault of ours: any other exception, a fault found by a
// sanitizer, an input that takes too long or too much memory.
#pragma once

#include <string>
#include <string_view>

#include "sim/error.hpp"

namespace colead::fuzz {

void take(std::string_view bytes);

/// Writes a file to a folder of this process's own, in memory where there is such a file system, and
/// returns its path. It is overwritten by the next of that name.
std::string written(const std::string& name, std::string_view bytes);

/// That folder.
const std::string& folder();

/// A fault found by a harness itself.
[[noreturn]] void fault(std::string_view what);

/// A message to a user is one line.
void require_one_line(std::string_view message);

/// Does something that may refuse its input in the ways that users are told of.
template <class Read>
void refusing(Read&& read) {
    try {
        read();
    } catch (const InputError& refused) {
        require_one_line(refused.what());
    } catch (const FileError& refused) {
        require_one_line(refused.what());
    }
}

}  // namespace colead::fuzz
