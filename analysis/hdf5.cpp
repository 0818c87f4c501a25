// Objects and their attributes, files, and the library's own ways.
#include "analysis/hdf5.hpp"

#include <sys/mman.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/file_under_way.hpp"
#include "analysis/hdf5_library.hpp"

namespace colead::hdf5 {

namespace {

// What a file takes while it is written or read, and the library's first steps before it, with some
// to spare.
constexpr std::size_t file_takes = std::size_t{4} << 20;

// Where memory runs out in the midst of its work the library (1.10.8) may spoil the heap. Nothing
// tells how much it will ask for, so this is asked of the system before and given back.
void look_for_room() {
    void* room =
        ::mmap(nullptr, file_takes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        throw std::bad_alloc();
    }
    ::munmap(room, file_takes);
}

// Before a file is opened. The library prints nothing, and does not tidy up when the program ends: its
// tidying up writes once more to a file that could not be written, and crashes (1.10.8, disk full).
// Nothing is lost by that, since every file is closed where it is finished.
void start() {
    look_for_room();
    // It begins once: where that fails it takes itself for ready, and prints what goes wrong after.
    static const bool begun = H5dont_atexit() >= 0 && H5open() >= 0;
    // Each thread has an error stack of its own, which would print.
    thread_local const bool silent = begun && H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr) >= 0;
    if (!silent) {
        throw std::bad_alloc();
    }
}

thread_local const FileUnderWay* under_way = nullptr;

// A file may be closed where nothing says which one it is, as when an exception passes.
int close_file(Id id, FileUse use) {
    if (under_way != nullptr) {
        return H5Fclose(id);
    }
    std::array<char, 4096> name{};
    H5Fget_name(id, name.data(), name.size());
    const FileUnderWay closing(name.data(), use);
    return H5Fclose(id);
}

int close_written_file(Id id) { return close_file(id, FileUse::writing); }

// What went wrong first when something was closed since the present file was created.
std::string failed_close;
bool out_of_words = false;

void require_all_closed_well() {
    if (!failed_close.empty() || out_of_words) {
        const std::string complaint = std::exchange(failed_close, {});
        out_of_words = false;
        throw FileError(complaint.empty() ? "there is not enough memory" : complaint);
    }
}

// The file that was opened last for reading, while any is open.
std::array<char, 4096> last_read{};
std::atomic<int> open_for_reading{0};

int close_read_file(Id id) {
    const int result = close_file(id, FileUse::reading);
    --open_for_reading;
    return result;
}
int close_attribute(Id id) { return H5Aclose(id); }

// How files are opened. Everything in them is closed with them, also after a failure. They are not
// locked: a file has one writer and is not seen by others until it is whole, and some file systems
// refuse locks.
Object access() {
    Object properties(checked(H5Pcreate(H5P_FILE_ACCESS)), close_properties);
    checked(H5Pset_fclose_degree(properties.id(), H5F_CLOSE_STRONG));
    checked(H5Pset_file_locking(properties.id(), false, true));
    // Of each open dataset: two chunks of ours. The library's own megabyte, fifty times, is much.
    checked(H5Pset_cache(properties.id(), 0, 521, std::size_t{512} * 1024, 0.75));
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

}  // namespace

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

Object space_of(const Shape& shape) {
    const std::vector<hsize_t> extents(shape.begin(), shape.end());
    return {checked(H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr)),
            close_space};
}

Object box_of(Id dataset, const Shape& first, const Shape& count) {
    Object space(checked(H5Dget_space(dataset)), close_space);
    // The library would read as many extents as the dataset has.
    if (H5Sget_simple_extent_ndims(space.id()) != static_cast<int>(first.size())) {
        throw FileError("it has other dimensions than it should");
    }
    const std::vector<hsize_t> begin(first.begin(), first.end());
    const std::vector<hsize_t> length(count.begin(), count.end());
    checked(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, begin.data(), nullptr, length.data(),
                                nullptr));
    return space;
}

Object text_type() {
    Object type(checked(H5Tcopy(H5T_C_S1)), close_type);
    checked(H5Tset_size(type.id(), H5T_VARIABLE));
    checked(H5Tset_cset(type.id(), H5T_CSET_UTF8));
    return type;
}

Object creation(Id properties_class) {
    Object properties(checked(H5Pcreate(properties_class)), close_properties);
    checked(H5Pset_obj_track_times(properties.id(), false));
    return properties;
}

Object transfer() {
    constexpr std::size_t room = 65536;
    Object properties(checked(H5Pcreate(H5P_DATASET_XFER)), close_properties);
    checked(H5Pset_buffer(properties.id(), room, nullptr, nullptr));
    return properties;
}

std::size_t product(const Shape& shape) {
    std::size_t count = 1;
    for (const std::size_t extent : shape) {
        if (__builtin_mul_overflow(count, extent, &count)) {
            throw FileError("a dataset claims more values than there are numbers for");
        }
    }
    return count;
}

Object& Object::operator=(Object&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
}

// Closing a dataset writes what the library still holds of it: that may fail, and a destructor cannot say
// so. It is remembered until the file is finished. What was closed with its file needs no closing.
Object::~Object() {
    if (id_ < 0 || H5Iis_valid(id_) <= 0 || close_(id_) >= 0) {
        return;
    }
    try {
        const std::string complaint = last_complaint();
        if (failed_close.empty()) {
            failed_close = complaint;
        }
    } catch (const std::bad_alloc&) {
        out_of_words = true;
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

double Object::number(const std::string& name) const {
    double value = 0.0;
    checked(H5Aread(open_attribute(id_, name).id(), H5T_NATIVE_DOUBLE, &value));
    return value;
}

Group create_file(const std::string& path) {
    start();
    failed_close.clear();
    out_of_words = false;
    const Object properties = creation(H5P_FILE_CREATE);
    checked(
        H5Pset_link_creation_order(properties.id(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED));
    return {checked(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, properties.id(), access().id())),
            close_written_file};
}

Group open_file(const std::string& path) {
    last_read[path.copy(last_read.data(), last_read.size() - 1)] = '\0';
    ++open_for_reading;
    try {
        start();
        return {checked(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access().id())), close_read_file};
    } catch (...) {
        --open_for_reading;
        throw;
    }
}

void finish_file(Group& root) {
    require_all_closed_well();
    checked(H5Fflush(root.id(), H5F_SCOPE_GLOBAL));
    root.close();
}

const char* file_being_read() noexcept { return open_for_reading > 0 ? last_read.data() : nullptr; }

FileUnderWay::FileUnderWay(const char* path, FileUse use) noexcept
    : path_(path), use_(use), before_(std::exchange(under_way, this)) {}
FileUnderWay::~FileUnderWay() { under_way = before_; }

const FileUnderWay* file_under_way() noexcept { return under_way; }

bool is_hdf5(const std::string& path) {
    start();
    return checked(H5Fis_hdf5(path.c_str())) > 0;
}

}  // namespace colead::hdf5
