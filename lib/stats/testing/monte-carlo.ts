/** Share of trials in which `happens` is true. */
export function shareOfTrials(trials: number, happens: (trial: number) => boolean): number {
  let times = 0
  for (let trial = 0; trial < trials; trial++) times += happens(trial) ? 1 : 0
  return times / trials
}

/** The largest share that a true rate of `rate` explains: rate + 3 standard errors. */
export function upperLimit(rate: number, trials: number): number {
  return rate + 3 * Math.sqrt((rate * (1 - rate)) / trials)
}

/** Share of the items for which `happens` is true. */
export function shareOf<T>(items: readonly T[], happens: (item: T) => boolean): number {
  return items.filter(happens).length / items.length
}
