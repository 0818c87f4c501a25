#include "agents/trust.hpp"

#include <array>

namespace colead {

std::span<const Parameter<TrustParameters>> TrustParameters::rows() {
    using P = TrustParameters;
    static constexpr std::array<Parameter<P>, 6> table = {{
        {&P::eta, "eta", "1/month", 0, 1,
         "how fast trust grows with full contact, care and overlap",
         "assumed: ties rest near trust .6 after a year or two; range .1-.5", 9},
        {&P::delta, "delta", "1/month", 0, 1, "trust lost a month without any quarrel",
         "assumed; ordinary ties decay .02-.06 a month (Burt 2000)", 12},
        {&P::conflict, "conflict", "1/month", 0, 1,
         "trust lost a month where nothing is shared and nobody is open", "assumed; range 0-.1", 8},
        {&P::bridge_decay, "bridge_decay", "1/month", 0, 1,
         "trust lost a month on top across cultures or sectors by someone unpractised in bridging",
         "Burt (2002): nine in ten bridges gone within a year; assumed share of it", 8},
        {&P::c0, "c0", "0..1", 0, 1, "care that needs no capacity for connecting",
         "assumed; range .1-.6", 8},
        {&P::attention, "attention", "ties", 0.5, 1e6,
         "ties that one can keep up in full; beyond, contact is shared out",
         "sympathy groups of 9-15 (Zhou et al. 2005)", 11},
    }};
    return table;
}

}  // namespace colead
