// Trust in an alter grows with contact, care and shared concern, and fades or breaks:
//   g = eta contact care overlap,  care = c0 + (1 - c0) qC  (qC qB across cultures or sectors)
//   d = delta + conflict (1 - overlap)(1 - omega) + bridge_decay (1 - qB) across
//   tau <- tau + g (1 - tau) - d tau;  at rest tau = g / (g + d).
// Bridges that nobody maintains go: Burt (2002). The walk of dialogue.cpp calls this on each tie.
#pragma once

#include "agents/population.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct TrustParameters {
    double eta = 0.25;
    double delta = 0.03;
    double conflict = 0.02;
    double bridge_decay = 0.03;
    double c0 = 0.3;
    double attention = 12.0;

    static constexpr std::string_view section = "trust";
    static std::span<const Parameter<TrustParameters>> rows();
};

/// The monthly change of one ego's trust.
class TrustChange {
public:
    /// contact = min(1, attention / degree); 1 where there is no tie.
    TrustChange(const TrustParameters& p, float degree, float connecting, float bridging,
                float openness) {
        const auto attention = static_cast<float>(p.attention);
        const float contact = degree > attention ? attention / degree : 1.0F;
        const auto c0 = static_cast<float>(p.c0);
        const float grow = static_cast<float>(p.eta) * contact;
        grow_within_ = grow * (c0 + (1.0F - c0) * connecting);
        grow_across_ = grow * (c0 + (1.0F - c0) * connecting * bridging);
        fade_within_ = static_cast<float>(p.delta);
        fade_across_ = fade_within_ + static_cast<float>(p.bridge_decay) * (1.0F - bridging);
        conflict_ = static_cast<float>(p.conflict) * (1.0F - openness);
    }

    /// For one tie, or for eight at a time: Real is float or Lanes<8>, Mark bool or Marks8.
    template <class Real, class Mark>
    Real operator()(Real trust, Real shared, Mark across) const {
        const Real zero{};
        const Real one = zero + 1.0F;
        const Real g = (across ? zero + grow_across_ : zero + grow_within_) * shared;
        const Real d =
            (across ? zero + fade_across_ : zero + fade_within_) + conflict_ * (one - shared);
        const Real next = trust + g * (one - trust) - d * trust;
        return next < zero ? zero : (next > one ? one : next);
    }

private:
    float grow_within_;
    float grow_across_;
    float fade_within_;
    float fade_across_;
    float conflict_;
};

}  // namespace colead
