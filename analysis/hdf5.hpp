// Thin owners over the HDF5 C API: what is opened is closed, what fails is thrown as a FileError in
// HDF5's own words (without the file's name, which the caller adds). Nothing is printed by the
// library. It is not safe for several threads: call all of this from one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace colead::hdf5 {

/// HDF5's hid_t; its header is included in hdf5_library.hpp alone.
using Id = std::int64_t;
using Shape = std::vector<std::size_t>;

/// Something open, closed at the end of its life.
class Object {
public:
    using Close = int (*)(Id);

    Object(Id id, Close how_to_close) : id_(id), close_(how_to_close) {}
    Object(Object&& other) noexcept : id_(other.id_), close_(other.close_) { other.id_ = -1; }
    Object& operator=(Object&& other) noexcept;
    ~Object();

    Id id() const { return id_; }
    /// Closes now, and throws when that fails: for files, where closing writes.
    void close();

    /// Attributes of one value; texts are UTF-8.
    void set(const std::string& name, std::string_view text);
    void set(const std::string& name, std::int64_t number);
    void set(const std::string& name, double number);
    bool has(const std::string& name) const;
    std::string text(const std::string& name) const;
    std::int64_t whole_number(const std::string& name) const;
    double number(const std::string& name) const;

private:
    Id id_;
    Close close_;
};

class Dataset : public Object {
public:
    using Object::Object;

    Shape shape() const;
    /// Names of the scales attached to each dimension, "" where there is none.
    std::vector<std::string> dimensions() const;
    bool is_scale() const;
    /// All values, the last dimension running fastest, converted to T.
    template <class T>
    std::vector<T> read() const;
    /// `count` values from `first` on, of a dataset of one dimension. T: float, std::int64_t,
    /// std::string.
    template <class T>
    std::vector<T> read_part(std::size_t first, std::size_t count) const;
    /// Values of the box of `count` along each dimension that begins at `first`.
    template <class T>
    std::vector<T> read_box(const Shape& first, const Shape& count) const;
    template <class T>
    void write_box(const Shape& first, const Shape& count, std::span<const T> values);
    bool is_text() const;
    /// All values as texts: as they are, or numbers that read back exactly; NaN is "".
    std::vector<std::string> read_as_text() const;

    /// Makes this one-dimensional dataset a dimension scale.
    Dataset& as_scale(const std::string& name);
    /// Attaches scales to the dimensions, in order.
    Dataset& along(std::span<const Dataset* const> scales);
    Dataset& describe(std::string_view units, std::string_view long_name,
                      std::string_view description = {});
};

class Group : public Object {
public:
    using Object::Object;

    Group create_group(const std::string& name);
    Group group(const std::string& name) const;
    Dataset dataset(const std::string& name) const;
    /// Names of the datasets, and of the groups, in here: in the order they were made.
    std::vector<std::string> datasets() const;
    std::vector<std::string> groups() const;
    bool contains(const std::string& name) const;

    /// Writes a dataset: chunked, shuffled and deflated, except texts, which are of variable length.
    /// T: double, float, std::uint8_t, std::int32_t, std::int64_t, std::uint64_t, std::string.
    template <class T>
    Dataset write(const std::string& name, const Shape& shape, std::span<const T> values);
    template <class T>
    Dataset write(const std::string& name, const Shape& shape, const std::vector<T>& values) {
        return write(name, shape, std::span<const T>(values));
    }
    template <class T>
    Dataset write(const std::string& name, const std::vector<T>& values) {
        return write(name, {values.size()}, std::span<const T>(values));
    }
    /// Makes a dataset to be written box by box: in chunks of a shape, deflated at a level of 1 to 9;
    /// what is never written is NaN, 0 or "". Texts are not chunked.
    template <class T>
    Dataset create(const std::string& name, const Shape& shape, const Shape& chunk, int level = 4);
    /// A dimension scale without values, as netCDF has them: it names a dimension, no more.
    Dataset write_bare_scale(const std::string& name, std::size_t length);
};

/// Creates a file anew, or opens one for reading.
Group create_file(const std::string& path);
Group open_file(const std::string& path);
/// Pushes everything to the system and closes the file that `root` came from.
void finish_file(Group& root);

/// Whether the file begins as HDF5 files do.
bool is_hdf5(const std::string& path);

/// The chunk for a dataset of a shape: whole, or halved from the first dimension on until it is no
/// larger than 256 KiB.
Shape chunk_for(const Shape& shape, std::size_t bytes_per_value);

}  // namespace colead::hdf5
