#include "sim/draw.hpp"

#include <cmath>

namespace colead {

double DrawStream::gamma(double shape) {
    // Below shape 1, gamma(shape) = gamma(shape + 1) u^(1/shape).
    if (shape < 1.0) {
        const double boost = exponential(natural_log(open_uniform(word())) / shape);
        return boost * gamma(shape + 1.0);
    }
    const double d = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9.0 * d);
    for (;;) {
        const double x = normal();
        const double root = 1.0 + c * x;
        if (root <= 0.0) {
            continue;
        }
        const double v = root * root * root;
        const double u = open_uniform(word());
        // Most are taken without a logarithm, by a bound that lies inside of what is taken.
        if (u < 1.0 - 0.0331 * (x * x) * (x * x) ||
            natural_log(u) < 0.5 * x * x + d - d * v + d * natural_log(v)) {
            return d * v;
        }
    }
}

}  // namespace colead
