#include "support/run_program.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "support/places.hpp"

namespace colead::test {

namespace fs = std::filesystem;

namespace {

std::string whole(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// Between fork and exec only calls that are safe there.
[[noreturn]] void become(const char* folder, const char* out, const char* err, char** arguments) {
    const int to_out = ::open(out, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    const int to_err = ::open(err, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (to_out >= 0 && to_err >= 0 && nothing >= 0 && ::chdir(folder) == 0) {
        ::dup2(nothing, STDIN_FILENO);
        ::dup2(to_out, STDOUT_FILENO);
        ::dup2(to_err, STDERR_FILENO);
        ::execv(built_program(), arguments);
    }
    ::_exit(127);
}

}  // namespace

Running::Running(pid_t process, fs::path words) : process_(process), words_(std::move(words)) {}

Running::~Running() {
    if (process_ > 0) {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }
}

std::string Running::err() const { return whole(words_ / "err"); }

void Running::signal(int number) const { ::kill(process_, number); }

Ran Running::wait() {
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return {code, whole(words_ / "out"), whole(words_ / "err")};
}

Workplace::Workplace() {
    std::string folder = (fs::temp_directory_path() / "colead-system-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    root_ = folder;
    folder_ = root_ / "work";
    fs::create_directory(folder_);
}

Workplace::~Workplace() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

void Workplace::write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
}

std::string Workplace::read(const std::string& name) const { return whole(path(name)); }

std::vector<std::string> Workplace::files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
        names.push_back(entry.path().lexically_relative(folder_).string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Running Workplace::start(const std::vector<std::string>& arguments) const {
    std::vector<std::string> words = {"colead"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    const std::string out = (root_ / "out").string();
    const std::string err = (root_ / "err").string();
    // So that what an earlier run said is not taken for this one's.
    fs::remove(out);
    fs::remove(err);
    const pid_t process = ::fork();
    if (process == 0) {
        become(folder_.c_str(), out.c_str(), err.c_str(), pointers.data());
    }
    if (process < 0) {
        throw std::runtime_error("the program cannot be started");
    }
    return {process, root_};
}

Ran Workplace::run(const std::vector<std::string>& arguments) const {
    return start(arguments).wait();
}

}  // namespace colead::test
