// Numbers that stand for many.

const sorted = (values) => [...values].sort((one, other) => one - other);

/** The value below which that share of them lies, between neighbours by the straight line. */
export function quantile(values, share) {
  if (!values.length) return NaN;
  const all = sorted(values);
  const at = (all.length - 1) * share;
  const [low, high] = [all[Math.floor(at)], all[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** The middle one, and between which two the middle half lies. */
export function summary(values) {
  return { median: quantile(values, 0.5), low: quantile(values, 0.25), high: quantile(values, 0.75), count: values.length };
}

/** How many times the others' values ours are, round by round: what disturbs a round disturbs both. */
export function ratio(ours, others) {
  return summary(ours.slice(0, others.length).map((value, round) => value / others[round]));
}

/** The same things, starting with another one each round. */
export const rotated = (things, by) => [...things.slice(by % things.length), ...things.slice(0, by % things.length)];
