// What a user is told when a library crashes.
#pragma once

namespace colead {

/// A crash of a thread while it writes an HDF5 file or reads one, of any thread while one is open for reading,
/// and a read that does not end, ends the program with exit status 3 and a line that names the file; any
/// other crash as ever. So does memory that runs out where a library may throw nothing, with exit status 1.
void tell_crashes();

}  // namespace colead
