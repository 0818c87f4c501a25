// A program built for processors with AVX2 and carried to one without says so, before anything else
// runs, instead of dying of an illegal instruction.

#ifdef COLEAD_NEEDS_AVX2

#include <unistd.h>

namespace {

[[gnu::constructor(101)]] void check_processor() {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
        return;
    }
    constexpr char message[] =
        "colead: this program was built for processors with AVX2, and this one has none: build it "
        "here, or with cmake -DCOLEAD_CPU=baseline\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message, sizeof message - 1);
    ::_exit(1);
}

}  // namespace

#endif
