// The HDF5 C library itself, for the files hdf5*.cpp alone: what they share behind hdf5.hpp.
#pragma once

#include <hdf5.h>
#include <hdf5_hl.h>

#include <string>
#include <type_traits>

#include "analysis/hdf5.hpp"
#include "sim/error.hpp"

namespace colead::hdf5 {

static_assert(std::is_same_v<Id, hid_t>);

/// The innermost complaint on HDF5's error stack, on one line; clears the stack. Where it quotes the
/// system ("errno = 28, error message = 'No space left on device', ..."), only that.
std::string last_complaint();

/// What a call of the library returned, unless that is a failure: then throws FileError.
template <class Result>
Result checked(Result result) {
    if (result < 0) {
        throw FileError(last_complaint());
    }
    return result;
}

inline int close_group(Id id) { return H5Gclose(id); }
inline int close_dataset(Id id) { return H5Dclose(id); }
inline int close_space(Id id) { return H5Sclose(id); }
inline int close_type(Id id) { return H5Tclose(id); }
inline int close_properties(Id id) { return H5Pclose(id); }

Object space_of(const Shape& shape);
/// The box of a dataset's values that begins at `first`.
Object box_of(Id dataset, const Shape& first, const Shape& count);
/// UTF-8 of variable length.
Object text_type();

/// The library's type for T.
template <class T>
Object type_of() {
    if constexpr (std::is_same_v<T, std::string>) {
        return text_type();
    } else {
        const Id native = std::is_same_v<T, double>          ? H5T_NATIVE_DOUBLE
                          : std::is_same_v<T, float>         ? H5T_NATIVE_FLOAT
                          : std::is_same_v<T, std::uint8_t>  ? H5T_NATIVE_UINT8
                          : std::is_same_v<T, std::int32_t>  ? H5T_NATIVE_INT32
                          : std::is_same_v<T, std::uint64_t> ? H5T_NATIVE_UINT64
                                                             : H5T_NATIVE_INT64;
        return {checked(H5Tcopy(native)), close_type};
    }
}

/// Properties of what is created: no times, since the same results are to be the same bytes.
Object creation(Id properties_class);

/// Properties of what is read and written: values are converted in a room of 64 KiB. The library's own of
/// a mebibyte is filled with zeros at every call, which in short sweeps took a tenth of the time.
Object transfer();

/// Values in a dataset of a shape.
std::size_t product(const Shape& shape);

}  // namespace colead::hdf5
