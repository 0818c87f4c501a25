// What a user is told when the program crashes while it reads a file.
#pragma once

namespace colead {

/// A crash, or a read that does not end, while an HDF5 file is open for reading ends the program with exit status 3 and a line that
/// names the file; any other crash as ever.
void tell_crashes_of_readers();

}  // namespace colead
