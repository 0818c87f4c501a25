// Where the tests find what they did not bring: the built program, the sources, the real networks.
#pragma once

#include <filesystem>

namespace colead::test {

/// The program that was built beside the tests, absolute.
const char* built_program();

/// The root of the sources, absolute.
std::filesystem::path source_folder();

/// ../shared/data, or what COLEAD_SHARED_DATA says, absolute.
std::filesystem::path shared_data();

}  // namespace colead::test
