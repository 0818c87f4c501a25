// How the printed comparison writes numbers and names: shared by its parts, not for others.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"

namespace colead::words {

/// Widest name of an arm in a table; longer ones are cut.
inline constexpr std::size_t widest_name = 21;
inline constexpr std::size_t text_width = 100;
/// p below which something is told apart from 0.
inline constexpr double significance = 0.05;
/// Pairs, or replicates, of which intervals can be relied on. A rule of thumb: bootstrap intervals of fewer are
/// too narrow (Hesterberg 2015).
inline constexpr std::size_t enough_pairs = 30;
/// What is to be said of bootstrap intervals from so few pairs; "" of enough_pairs or more.
/// `contrasts`: of a measure, for which p is corrected.
std::string warning_of_few(std::size_t pairs, std::size_t contrasts);
/// Whether so many pairs can tell anything apart from 0 among so many contrasts: p is at least 2^(1-n)
/// (analysis/bootstrap.cpp).
bool can_tell_apart(std::size_t pairs, std::size_t contrasts);

/// Index into measures(); none when there is no such measure.
std::optional<std::size_t> find_measure(std::string_view name);
/// The contrast of a measure between two arms; null when there is none.
const Contrast* find_contrast(const std::vector<Contrast>& contrasts, std::string_view measure,
                              std::size_t arm, std::size_t against);
/// Whether a difference can be told apart from 0, the measure's other contrasts considered (Holm).
bool told_apart(const Contrast& contrast);

/// The arms to hold against each other, ascending: those that spent; where fewer than two did, all but the
/// first, or both of two.
std::vector<std::size_t> programs_of(std::size_t arms,
                                     const std::function<double(std::size_t)>& spent);

std::string shortened(const std::string& name);
/// A number of an interval, with as many decimals as its largest needs to be seen.
std::string written(double value, const Interval& of, bool with_sign);
/// "[+0.0069, +0.0098]", or "no interval".
std::string signed_interval(const Interval& d);
/// Breaks a sentence into lines at its spaces; the first line begins at column `at`, others are indented so far.
std::string wrapped(const std::string& sentence, std::size_t at = 0);

}  // namespace colead::words
