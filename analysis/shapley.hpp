// Shares of what players reach together (Shapley 1953).
#pragma once

#include <span>
#include <vector>

namespace colead {

/// `worth`: of every set of players, 2^n values, bit k of the place being player k. A player's share is
/// the mean, over all orders in which players can join, of what is added on joining:
///   share_k = sum over sets S without k of |S|! (n - |S| - 1)! / n! (worth(S + k) - worth(S)).
/// The shares add up to worth(all) - worth(nobody). Whatever is NaN makes NaN.
std::vector<double> shapley_shares(std::span<const double> worth);

}  // namespace colead
