#include "reference/draws.hpp"

#include <Random123/philox.h>

#include <cmath>

#include "reference/arithmetic.hpp"

namespace colead::reference {

// 8.1 "key and counter".
Words words_of(const Luck& luck, Use use, std::uint32_t ego, std::uint32_t other) {
    const r123::Philox4x32::key_type key = {{static_cast<std::uint32_t>(luck.seed & 0xffffffffU),
                                             static_cast<std::uint32_t>(luck.seed >> 32U)}};
    const r123::Philox4x32::ctr_type counter = {
        {ego, other, luck.month * 256U + use, luck.replicate}};
    const auto words = r123::Philox4x32()(counter, key);
    return {words[0], words[1], words[2], words[3]};
}

// 8.1 "from words to numbers".
float uniform(std::uint32_t word) { return static_cast<float>(word / 256U) / 16777216.0F; }

double open_uniform(std::uint32_t word) { return (word + 0.5) / 4294967296.0; }

std::uint32_t below(std::uint32_t word, std::size_t count) {
    return static_cast<std::uint32_t>(std::uint64_t{word} * count >> 32U);
}

double normal(std::uint32_t word) { return normal_quantile(open_uniform(word)); }

std::uint32_t Stream::word() {
    if (used_ == 4) {
        words_ = words_of(luck_, use_, ego_, block_);
        ++block_;
        used_ = 0;
    }
    return words_[used_++];
}

// 8.1 "gamma".
double Stream::gamma(double shape) {
    if (shape < 1.0) {
        const double boost = exponential(natural_log(open_uniform(word())) / shape);
        return boost * gamma(shape + 1.0);
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    while (true) {
        const double x = normal(word());
        if (1.0 + c * x <= 0.0) {
            continue;
        }
        const double v = (1.0 + c * x) * (1.0 + c * x) * (1.0 + c * x);
        const double u = open_uniform(word());
        if (natural_log(u) < 0.5 * x * x + d - d * v + d * natural_log(v)) {
            return d * v;
        }
    }
}

}  // namespace colead::reference
