/** Poisson draw by counting the arrivals of a unit-rate process in [0, mean]; for small means. */
export function poissonDraw(uniform: () => number, mean: number): number {
  let count = 0
  let time = -Math.log(uniform())
  while (time <= mean) {
    count++
    time -= Math.log(uniform())
  }
  return count
}
