// Reading: datasets whole or in part, and what is in a group.
#include <fmt/format.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <string_view>

#include "analysis/hdf5_library.hpp"

namespace colead::hdf5 {

namespace {

// What of a dataset is read, and the memory it is read to.
struct Selection {
    Id memory = H5S_ALL;
    Id file = H5S_ALL;
};

// The library never comes back from some damaged heaps of texts. Where the program handles SIGVTALRM
// (app/crash.cpp), it is sent after far more processor time than so many values can take.
class Patience {
public:
    explicit Patience(std::size_t count) {
        struct sigaction handler {};
        if (::sigaction(SIGVTALRM, nullptr, &handler) == 0 && handler.sa_handler != SIG_DFL) {
            set(5 + static_cast<time_t>(count / 50'000));
        }
    }
    ~Patience() { set(0); }
    Patience(const Patience&) = delete;
    Patience& operator=(const Patience&) = delete;

private:
    static void set(time_t seconds) {
        const itimerval timer{{0, 0}, {seconds, 0}};
        ::setitimer(ITIMER_VIRTUAL, &timer, nullptr);
    }
};

// Memory is taken by what a file holds, not by what it claims: a dataset of which little was ever written
// may say any size. Deflate packs 1,032 bytes into one at most; what was never written may fill a file
// that is small itself.
void require_plausible(Id dataset, std::size_t count, std::size_t bytes_each) {
    constexpr std::uint64_t always = std::uint64_t{256} << 20U;
    constexpr std::uint64_t packed_at_most = 1100;
    hsize_t file_size = 0;
    const Object file(checked(H5Iget_file_id(dataset)), [](Id id) { return H5Fclose(id); });
    checked(H5Fget_filesize(file.id(), &file_size));
    if (count > std::max<std::uint64_t>(always, packed_at_most * file_size) / bytes_each) {
        throw FileError("it claims more values than it can hold");
    }
}

std::vector<std::string> read_texts(Id dataset, std::size_t count, const Selection& selection) {
    const Object stored(checked(H5Dget_type(dataset)), close_type);
    if (checked(H5Tis_variable_str(stored.id())) == 0) {
        throw FileError("a text is not of variable length");
    }
    if (count == 0) {
        return {};  // the library refuses to free nothing
    }
    require_plausible(dataset, count, sizeof(char*));
    const Object type = text_type();
    const Object space = space_of({count});
    std::vector<char*> raw(count, nullptr);
    const Patience patience(count);
    checked(
        H5Dread(dataset, type.id(), selection.memory, selection.file, transfer().id(), raw.data()));
    std::vector<std::string> texts;
    texts.reserve(count);
    for (const char* text : raw) {
        texts.emplace_back(text == nullptr ? "" : text);
    }
    checked(H5Dvlen_reclaim(type.id(), space.id(), H5P_DEFAULT, raw.data()));
    return texts;
}

template <class T>
std::vector<T> read_values(Id dataset, std::size_t count, const Selection& selection) {
    if constexpr (std::is_same_v<T, std::string>) {
        return read_texts(dataset, count, selection);
    } else {
        require_plausible(dataset, count, sizeof(T));
        std::vector<T> values(count);
        checked(H5Dread(dataset, type_of<T>().id(), selection.memory, selection.file,
                        transfer().id(), values.data()));
        return values;
    }
}

template <class Range>
std::vector<std::string> formatted(const Range& numbers) {
    std::vector<std::string> texts;
    texts.reserve(numbers.size());
    for (const auto number : numbers) {
        texts.push_back(std::isnan(static_cast<double>(number)) ? "" : fmt::format("{}", number));
    }
    return texts;
}

// Names of the objects of a kind in a group, in the order they were made.
std::vector<std::string> names_of(Id group, H5O_type_t kind) {
    struct Found {
        H5O_type_t kind;
        std::vector<std::string> names;
    } found{kind, {}};
    const auto note = [](hid_t here, const char* name, const H5L_info_t*, void* all) -> herr_t {
        H5O_info_t object;
        if (H5Oget_info_by_name1(here, name, &object, H5P_DEFAULT) < 0) {
            return -1;
        }
        auto& list = *static_cast<Found*>(all);
        if (object.type == list.kind) {
            list.names.emplace_back(name);
        }
        return 0;
    };
    checked(H5Literate(group, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, note, &found));
    return found.names;
}

}  // namespace

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
    return read_values<T>(id(), product(shape()), {});
}
template std::vector<double> Dataset::read() const;
template std::vector<std::uint8_t> Dataset::read() const;
template std::vector<float> Dataset::read() const;
template std::vector<std::int64_t> Dataset::read() const;
template std::vector<std::uint64_t> Dataset::read() const;
template std::vector<std::string> Dataset::read() const;

template <class T>
std::vector<T> Dataset::read_part(std::size_t first, std::size_t count) const {
    if (count == 0) {
        return {};
    }
    const Object memory = space_of({count});
    const Object file = box_of(id(), {first}, {count});
    return read_values<T>(id(), count, {memory.id(), file.id()});
}
template std::vector<float> Dataset::read_part(std::size_t, std::size_t) const;
template std::vector<std::int64_t> Dataset::read_part(std::size_t, std::size_t) const;
template std::vector<std::string> Dataset::read_part(std::size_t, std::size_t) const;

template <class T>
std::vector<T> Dataset::read_box(const Shape& first, const Shape& count) const {
    const Object memory = space_of({product(count)});
    const Object file = box_of(id(), first, count);
    return read_values<T>(id(), product(count), {memory.id(), file.id()});
}
template std::vector<double> Dataset::read_box(const Shape&, const Shape&) const;
template std::vector<std::uint64_t> Dataset::read_box(const Shape&, const Shape&) const;
template std::vector<std::string> Dataset::read_box(const Shape&, const Shape&) const;

bool Dataset::is_text() const {
    const Object type(checked(H5Dget_type(id())), close_type);
    return H5Tget_class(type.id()) == H5T_STRING;
}

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

Group Group::group(const std::string& name) const {
    return {checked(H5Gopen2(id(), name.c_str(), H5P_DEFAULT)), close_group};
}

Dataset Group::dataset(const std::string& name) const {
    return {checked(H5Dopen2(id(), name.c_str(), H5P_DEFAULT)), close_dataset};
}

std::vector<std::string> Group::datasets() const { return names_of(id(), H5O_TYPE_DATASET); }
std::vector<std::string> Group::groups() const { return names_of(id(), H5O_TYPE_GROUP); }

bool Group::contains(const std::string& name) const {
    return checked(H5Lexists(id(), name.c_str(), H5P_DEFAULT)) > 0;
}

}  // namespace colead::hdf5
