// What a user is told when the program crashes in the HDF5 library.
#pragma once

namespace colead {

/// A crash of a thread while it writes an HDF5 file or reads one, of any thread while one is open for reading,
/// and a read that does not end, ends the program with exit status 3 and a line that names the file; any
/// other crash as ever.
void tell_crashes_of_hdf5();

}  // namespace colead
