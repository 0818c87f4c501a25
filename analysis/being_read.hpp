// Which HDF5 file is open for reading, for a handler of crashes: libhdf5 itself fails on some files that
// were damaged or made to harm.
#pragma once

namespace colead::hdf5 {

/// The file opened last, while any is open; else null. May be called from a handler of signals.
const char* file_being_read() noexcept;

}  // namespace colead::hdf5
