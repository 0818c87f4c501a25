// Writing: groups, datasets and their dimension scales.
#include <fmt/format.h>

#include <limits>

#include "analysis/hdf5_library.hpp"

namespace colead::hdf5 {

namespace {

template <class T>
void write_values(Id dataset, std::span<const T> values, Id memory, Id file) {
    const Object type = type_of<T>();
    if constexpr (std::is_same_v<T, std::string>) {
        std::vector<const char*> raw;
        raw.reserve(values.size());
        for (const std::string& text : values) {
            // What is empty takes no room in the file's heap.
            raw.push_back(text.empty() ? nullptr : text.c_str());
        }
        checked(H5Dwrite(dataset, type.id(), memory, file, transfer().id(), raw.data()));
    } else {
        checked(H5Dwrite(dataset, type.id(), memory, file, transfer().id(), values.data()));
    }
}

}  // namespace

template <class T>
void Dataset::write_box(const Shape& first, const Shape& count, std::span<const T> values) {
    const Object memory = space_of({values.size()});
    const Object file = box_of(id(), first, count);
    write_values(id(), values, memory.id(), file.id());
}
template void Dataset::write_box(const Shape&, const Shape&, std::span<const double>);
template void Dataset::write_box(const Shape&, const Shape&, std::span<const std::uint8_t>);
template void Dataset::write_box(const Shape&, const Shape&, std::span<const std::int64_t>);
template void Dataset::write_box(const Shape&, const Shape&, std::span<const std::uint64_t>);
template void Dataset::write_box(const Shape&, const Shape&, std::span<const std::string>);

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

template <class T>
Dataset Group::create(const std::string& name, const Shape& shape, const Shape& chunk, int level) {
    const Object type = type_of<T>();
    const Object space = space_of(shape);
    const Object properties = creation(H5P_DATASET_CREATE);
    // A chunk may not be empty, and deflating texts of variable length would compress pointers.
    if (!std::is_same_v<T, std::string> && product(shape) > 0) {
        const std::vector<hsize_t> extents(chunk.begin(), chunk.end());
        checked(H5Pset_chunk(properties.id(), static_cast<int>(extents.size()), extents.data()));
        checked(H5Pset_shuffle(properties.id()));
        checked(H5Pset_deflate(properties.id(), static_cast<unsigned>(level)));
    }
    if constexpr (std::is_same_v<T, double>) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        checked(H5Pset_fill_value(properties.id(), type.id(), &none));
    }
    return {checked(H5Dcreate2(id(), name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                               properties.id(), H5P_DEFAULT)),
            close_dataset};
}
template Dataset Group::create<double>(const std::string&, const Shape&, const Shape&, int);
template Dataset Group::create<float>(const std::string&, const Shape&, const Shape&, int);
template Dataset Group::create<std::uint8_t>(const std::string&, const Shape&, const Shape&, int);
template Dataset Group::create<std::int32_t>(const std::string&, const Shape&, const Shape&, int);
template Dataset Group::create<std::int64_t>(const std::string&, const Shape&, const Shape&, int);
template Dataset Group::create<std::uint64_t>(const std::string&, const Shape&, const Shape&, int);
template Dataset Group::create<std::string>(const std::string&, const Shape&, const Shape&, int);

template <class T>
Dataset Group::write(const std::string& name, const Shape& shape, std::span<const T> values) {
    Dataset dataset = create<T>(name, shape, chunk_for(shape, sizeof(T)));
    if (!values.empty()) {
        write_values(dataset.id(), values, H5S_ALL, H5S_ALL);
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
