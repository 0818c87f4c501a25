#include "tests/fuzz/fuzz.hpp"

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace colead::fuzz {

namespace {

namespace fs = std::filesystem;

std::string make_folder() {
    const fs::path in_memory = "/dev/shm";
    const fs::path base = fs::is_directory(in_memory) ? in_memory : fs::temp_directory_path();
    std::string folder = (base / "colead-fuzz-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
        fault("no folder can be made for the files");
    }
    return folder;
}

}  // namespace

const std::string& folder() {
    static const std::string path = [] {
        static std::string made = make_folder();
        std::atexit([] {
            std::error_code ignored;
            fs::remove_all(made, ignored);
        });
        return made;
    }();
    return path;
}

std::string written(const std::string& name, std::string_view bytes) {
    std::string path = folder() + "/" + name;
    std::ofstream(path, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

void fault(std::string_view what) {
    std::fprintf(stderr, "fault: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

void require_one_line(std::string_view message) {
    if (message.empty() || message.find('\n') != std::string_view::npos) {
        fault("a message that is not one line: " + std::string(message));
    }
}

}  // namespace colead::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    colead::fuzz::take({reinterpret_cast<const char*>(data), size});
    return 0;
}
