// The built program as a user meets it: run with arguments in a folder of its own.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace colead::test {

/// What a run of the program left: its exit code (128 + the signal where one ended it) and its words.
struct Ran {
    int code = -1;
    std::string out;
    std::string err;
};

/// A program at work; waits for its end when it goes.
class Running {
public:
    Running(pid_t process, std::filesystem::path words);
    ~Running();
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    /// What stderr holds by now.
    std::string err() const;
    void signal(int number) const;
    Ran wait();

private:
    pid_t process_;
    std::filesystem::path words_;  // the files out and err lie here
};

/// A temporary folder in which the program runs, and one beside it for what it says. Both go with it.
class Workplace {
public:
    Workplace();
    ~Workplace();
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;

    std::filesystem::path path(const std::string& name) const { return folder_ / name; }
    void write(const std::string& name, const std::string& text) const;
    std::string read(const std::string& name) const;
    /// Names of all that is there, ascending, with their folders.
    std::vector<std::string> files() const;

    Ran run(const std::vector<std::string>& arguments) const;
    /// Only one at a time.
    Running start(const std::vector<std::string>& arguments) const;

private:
    std::filesystem::path root_;
    std::filesystem::path folder_;
};

}  // namespace colead::test
