// Which HDF5 file is open, for a handler of crashes: libhdf5 itself fails on some files that were damaged or
// made to harm, and on any that it writes while memory runs out.
#pragma once

namespace colead::hdf5 {

/// The file opened last, while any is open; else null. May be called from a handler of signals.
const char* file_being_read() noexcept;
/// The file that this thread created last, while it is open; else null. May be called there too: a crash is
/// handled by the thread that made it.
const char* file_being_written() noexcept;

}  // namespace colead::hdf5
