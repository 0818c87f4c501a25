// Files that are being written aside (output_file.hpp), for whoever ends the program in their midst.
#pragma once

namespace colead {

/// Removes what all OutputFiles are writing aside. For a handler of signals that is about to end the
/// program: it calls nothing that may not be called there.
void remove_unfinished() noexcept;

}  // namespace colead
