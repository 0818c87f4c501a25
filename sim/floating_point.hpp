// Numbers are reckoned by the standard while this lives: rounding to nearest, and denormal numbers as
// what they are. A library that was linked with -ffast-math, or a program that we are a part of, may
// have set the processor to take them for zero, and the bits of a run would then depend on it.
#pragma once

#include <cfenv>

namespace colead {

class StandardFloatingPoint {
public:
    StandardFloatingPoint() {
        std::fegetenv(&before_);
        std::fesetenv(FE_DFL_ENV);
    }
    ~StandardFloatingPoint() { std::fesetenv(&before_); }
    StandardFloatingPoint(const StandardFloatingPoint&) = delete;
    StandardFloatingPoint& operator=(const StandardFloatingPoint&) = delete;

private:
    std::fenv_t before_;
};

}  // namespace colead
