// What a user is told when the program crashes in the HDF5 library.
#pragma once

namespace colead {

/// A crash, or a read that does not end, while an HDF5 file is open for reading, and a crash of a thread that
/// writes one, ends the program with exit status 3 and a line that names the file; any other crash as ever.
void tell_crashes_of_hdf5();

}  // namespace colead
