// The test program: Catch2's session, with RapidCheck's seed fixed.
//
// RC_PARAMS in the environment goes first, for example RC_PARAMS="seed=7 max_success=1000".
#define CATCH_CONFIG_RUNNER  // version 2 only: its implementation is compiled in this file
#include "support/catch.hpp"

#include <cstdlib>

int main(int argc, char** argv) {
    constexpr int keep_existing = 0;
    setenv("RC_PARAMS", "seed=1", keep_existing);
    return Catch::Session().run(argc, argv);
}
