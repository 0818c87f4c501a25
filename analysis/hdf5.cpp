#include "analysis/hdf5.hpp"

#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "sim/error.hpp"

namespace colead::hdf5 {

static_assert(std::is_same_v<Id, hid_t>);

namespace {

// Before the first call of any other kind. The library prints nothing, and does not tidy up when the
// program ends: its tidying up writes once more to a file that could not be written, and crashes
// (1.10.8, disk full). Nothing is lost by that, since every file is closed where it is finished.
void start() {
    static const bool started = [] {
        H5dont_atexit();
        return H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
    }();
    (void)started;
}

// The innermost complaint on HDF5's error stack, on one line. Where it quotes the system
// ("errno = 28, error message = 'No space left on device', ..."), only that.
std::string last_complaint() {
    std::string complaint;
    const auto first = [](unsigned n, const H5E_error2_t* error, void* text) -> herr_t {
        if (n == 0 && error->desc != nullptr) {
            *static_cast<std::string*>(text) = error->desc;
        }
        return 0;
    };
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, first, &complaint);
    H5Eclear2(H5E_DEFAULT);
    constexpr std::string_view quote = "error message = '";
    if (const auto begin = complaint.find(quote); begin != std::string::npos) {
        const auto from = begin + quote.size();
        return complaint.substr(from, complaint.find('\'', from) - from);
    }
    std::replace_if(
        complaint.begin(), complaint.end(), [](unsigned char c) { return c < ' '; }, ' ');
    return complaint.empty() ? "HDF5 failed" : complaint;
}

template <class Result>
Result checked(Result result) {
    if (result < 0) {
        throw FileError(last_complaint());
    }
    return result;
}

int close_file(Id id) { return H5Fclose(id); }
int close_group(Id id) { return H5Gclose(id); }
int close_dataset(Id id) { return H5Dclose(id); }
int close_space(Id id) { return H5Sclose(id); }
int close_type(Id id) { return H5Tclose(id); }
int close_attribute(Id id) { return H5Aclose(id); }
int close_properties(Id id) { return H5Pclose(id); }

Object space_of(const Shape& shape) {
    const std::vector<hsize_t> extents(shape.begin(), shape.end());
    return {checked(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr)),
            close_space};
}

Object text_type() {
    Object type(checked(H5Tcopy(H5T_C_S1)), close_type);
    checked(H5Tset_size(type.id(), H5T_VARIABLE));
    checked(H5Tset_cset(type.id(), H5T_CSET_UTF8));
    return type;
}

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

// Properties of what is created: no times, since the same results are to be the same bytes.
Object creation(Id properties_class) {
    Object properties(checked(H5Pcreate(properties_class)), close_properties);
    checked(H5Pset_obj_track_times(properties.id(), false));
    return properties;
}

// How files are opened. Everything in them is closed with them, also after a failure. They are not
// locked: a file has one writer and is not seen by others until it is whole, and some file systems
// refuse locks.
Object access() {
    Object properties(checked(H5Pcreate(H5P_FILE_ACCESS)), close_properties);
    checked(H5Pset_fclose_degree(properties.id(), H5F_CLOSE_STRONG));
    checked(H5Pset_file_locking(properties.id(), false, true));
    return properties;
}

template <class T>
void set_attribute(Id object, const std::string& name, const T& value) {
    const Object space(checked(H5Screate(H5S_SCALAR)), close_space);
    const bool is_text = std::is_same_v<T, const char*>;
    const Object type = is_text ? text_type() : type_of<T>();
    const Object attribute(
        checked(H5Acreate2(object, name.c_str(), type.id(), space.id(), H5P_DEFAULT, H5P_DEFAULT)),
        close_attribute);
    checked(H5Awrite(attribute.id(), type.id(), &value));
}

Object open_attribute(Id object, const std::string& name) {
    return {checked(H5Aopen(object, name.c_str(), H5P_DEFAULT)), close_attribute};
}

std::vector<std::string> read_texts(Id dataset, std::size_t count) {
    const Object stored(checked(H5Dget_type(dataset)), close_type);
    if (checked(H5Tis_variable_str(stored.id())) == 0) {
        throw FileError("a text is not of variable length");
    }
    const Object type = text_type();
    const Object space(checked(H5Dget_space(dataset)), close_space);
    std::vector<char*> raw(count, nullptr);
    checked(H5Dread(dataset, type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, raw.data()));
    std::vector<std::string> texts;
    texts.reserve(count);
    for (const char* text : raw) {
        texts.emplace_back(text == nullptr ? "" : text);
    }
    checked(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, raw.data()));
    return texts;
}

std::size_t product(const Shape& shape) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) {
        count *= extent;
    }
    return count;
}

template <class Range>
std::vector<std::string> formatted(const Range& numbers) {
    std::vector<std::string> texts;
    texts.reserve(numbers.size());
    for (const auto number : numbers) {
        texts.push_back(number != number ? "" : fmt::format("{}", number));
    }
    return texts;
}

}  // namespace

Object& Object::operator=(Object&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
}

Object::~Object() {
    if (id_ >= 0) {
        close_(id_);
    }
}

void Object::close() {
    const Id id = id_;
    id_ = -1;
    checked(close_(id));
}

void Object::set(const std::string& name, std::string_view text) {
    const std::string terminated(text);
    set_attribute(id_, name, terminated.c_str());
}
void Object::set(const std::string& name, std::int64_t number) { set_attribute(id_, name, number); }
void Object::set(const std::string& name, double number) { set_attribute(id_, name, number); }

bool Object::has(const std::string& name) const {
    return checked(H5Aexists(id_, name.c_str())) > 0;
}

std::string Object::text(const std::string& name) const {
    const Object attribute = open_attribute(id_, name);
    const Object stored(checked(H5Aget_type(attribute.id())), close_type);
    if (checked(H5Tis_variable_str(stored.id())) == 0) {
        throw FileError(fmt::format("attribute {} is not a text of variable length", name));
    }
    char* raw = nullptr;
    checked(H5Aread(attribute.id(), text_type().id(), &raw));
    std::string value(raw == nullptr ? "" : raw);
    checked(H5free_memory(raw));
    return value;
}

std::int64_t Object::whole_number(const std::string& name) const {
    std::int64_t value = 0;
    checked(H5Aread(open_attribute(id_, name).id(), H5T_NATIVE_INT64, &value));
    return value;
}

Shape Dataset::shape() const {
    const Object space(checked(H5Dget_space(id())), close_space);
    std::array<hsize_t, H5S_MAX_RANK> extents{};
    const int rank = checked(H5Sget_simple_extent_dims(space.id(), extents.data(), nullptr));
    return {extents.begin(), extents.begin() + rank};
}

std::vector<std::string> Dataset::dimensions() const {
    std::vector<std::string> names(shape().size());
    const auto note = [](hid_t, unsigned, hid_t scale, void* name) -> herr_t {
        std::array<char, 256> path{};
        if (H5Iget_name(scale, path.data(), path.size()) < 0) {
            return -1;
        }
        const std::string_view whole(path.data());
        *static_cast<std::string*>(name) = whole.substr(whole.rfind('/') + 1);
        return 1;
    };
    for (unsigned k = 0; k < names.size(); ++k) {
        checked(H5DSiterate_scales(id(), k, nullptr, note, &names[k]));
    }
    return names;
}

bool Dataset::is_scale() const { return checked(H5DSis_scale(id())) > 0; }

template <class T>
std::vector<T> Dataset::read() const {
    const std::size_t count = product(shape());
    if constexpr (std::is_same_v<T, std::string>) {
        return read_texts(id(), count);
    } else {
        std::vector<T> values(count);
        checked(H5Dread(id(), type_of<T>().id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()));
        return values;
    }
}
template std::vector<double> Dataset::read() const;
template std::vector<std::int64_t> Dataset::read() const;
template std::vector<std::uint64_t> Dataset::read() const;
template std::vector<std::string> Dataset::read() const;

std::vector<std::string> Dataset::read_as_text() const {
    const Object type(checked(H5Dget_type(id())), close_type);
    switch (H5Tget_class(type.id())) {
        case H5T_STRING:
            return read<std::string>();
        case H5T_INTEGER:
            return H5Tget_sign(type.id()) == H5T_SGN_NONE ? formatted(read<std::uint64_t>())
                                                          : formatted(read<std::int64_t>());
        default:
            return formatted(read<double>());
    }
}

Dataset& Dataset::as_scale(const std::string& name) {
    checked(H5DSset_scale(id(), name.c_str()));
    return *this;
}

Dataset& Dataset::along(std::span<const Dataset* const> scales) {
    for (unsigned k = 0; k < scales.size(); ++k) {
        checked(H5DSattach_scale(id(), scales[k]->id(), k));
    }
    return *this;
}

Dataset& Dataset::describe(std::string_view units, std::string_view long_name,
                           std::string_view description) {
    set("units", units);
    set("long_name", long_name);
    if (!description.empty()) {
        set("description", description);
    }
    return *this;
}

Group Group::create_group(const std::string& name) {
    const Object properties = creation(H5P_GROUP_CREATE);
    checked(
        H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    return {checked(H5Gcreate2(id(), name.c_str(), H5P_DEFAULT, properties.id(), H5P_DEFAULT)),
            close_group};
}

Group Group::group(const std::string& name) const {
    return {checked(H5Gopen2(id(), name.c_str(), H5P_DEFAULT)), close_group};
}

Dataset Group::dataset(const std::string& name) const {
    return {checked(H5Dopen2(id(), name.c_str(), H5P_DEFAULT)), close_dataset};
}

std::vector<std::string> Group::datasets() const {
    std::vector<std::string> names;
    const auto note = [](hid_t here, const char* name, const H5L_info_t*, void* list) -> herr_t {
        H5O_info_t object;
        if (H5Oget_info_by_name1(here, name, &object, H5P_DEFAULT) < 0) {
            return -1;
        }
        if (object.type == H5O_TYPE_DATASET) {
            static_cast<std::vector<std::string>*>(list)->emplace_back(name);
        }
        return 0;
    };
    checked(H5Literate(id(), H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, note, &names));
    return names;
}

bool Group::contains(const std::string& name) const {
    return checked(H5Lexists(id(), name.c_str(), H5P_DEFAULT)) > 0;
}

template <class T>
Dataset Group::write(const std::string& name, const Shape& shape, std::span<const T> values) {
    const Object type = type_of<T>();
    const Object space = space_of(shape);
    const Object properties = creation(H5P_DATASET_CREATE);
    constexpr bool is_text = std::is_same_v<T, std::string>;
    // A chunk may not be empty, and deflating texts of variable length would compress pointers.
    if (!is_text && !values.empty()) {
        const Shape chunk = chunk_for(shape, sizeof(T));
        const std::vector<hsize_t> extents(chunk.begin(), chunk.end());
        checked(H5Pset_chunk(properties.id(), static_cast<int>(extents.size()), extents.data()));
        checked(H5Pset_shuffle(properties.id()));
        checked(H5Pset_deflate(properties.id(), 4));
    }
    Dataset dataset(checked(H5Dcreate2(id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                                       properties.id(), H5P_DEFAULT)),
                    close_dataset);
    if (values.empty()) {
        return dataset;
    }
    if constexpr (is_text) {
        std::vector<const char*> raw;
        raw.reserve(values.size());
        for (const std::string& text : values) {
            raw.push_back(text.c_str());
        }
        checked(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, raw.data()));
    } else {
        checked(H5Dwrite(dataset.id(), type.id(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()));
    }
    return dataset;
}
template Dataset Group::write(const std::string&, const Shape&, std::span<const double>);
template Dataset Group::write(const std::string&, const Shape&, std::span<const float>);
template Dataset Group::write(const std::string&, const Shape&, std::span<const std::uint8_t>);
template Dataset Group::write(const std::string&, const Shape&, std::span<const std::int32_t>);
template Dataset Group::write(const std::string&, const Shape&, std::span<const std::int64_t>);
template Dataset Group::write(const std::string&, const Shape&, std::span<const std::uint64_t>);
template Dataset Group::write(const std::string&, const Shape&, std::span<const std::string>);

Dataset Group::write_bare_scale(const std::string& name, std::size_t length) {
    const Object space = space_of({length});
    const Object properties = creation(H5P_DATASET_CREATE);
    Dataset scale(checked(H5Dcreate2(id(), name.c_str(), H5T_IEEE_F32BE, space.id(), H5P_DEFAULT,
                                     properties.id(), H5P_DEFAULT)),
                  close_dataset);
    // The words by which netCDF recognizes such a scale.
    scale.as_scale(
        fmt::format("This is a netCDF dimension but not a netCDF variable.{:>10}", length));
    return scale;
}

Group create_file(const std::string& path) {
    start();
    const Object properties = creation(H5P_FILE_CREATE);
    checked(
        H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    return {checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, properties.id(), access().id())),
            close_file};
}

Group open_file(const std::string& path) {
    start();
    return {checked(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access().id())), close_file};
}

void finish_file(Group& root) {
    checked(H5Fflush(root.id(), H5F_SCOPE_GLOBAL));
    root.close();
}

bool is_hdf5(const std::string& path) {
    start();
    return checked(H5Fis_hdf5(path.c_str())) > 0;
}

Shape chunk_for(const Shape& shape, std::size_t bytes_per_value) {
    constexpr std::size_t most = std::size_t{256} * 1024;
    Shape chunk = shape;
    for (std::size_t& extent : chunk) {
        while (extent > 1 && product(chunk) * bytes_per_value > most) {
            extent = (extent + 1) / 2;
        }
    }
    return chunk;
}

}  // namespace colead::hdf5
