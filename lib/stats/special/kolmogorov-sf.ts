/**
 * P(K > x) of the Kolmogorov limit law: the alternating series for x >= 1 and its theta-function transform below
 * (Kolmogorov 1933; Feller 1948), whichever converges in a few terms.
 */
export function kolmogorovSf({ x }: { x: number }): number {
  if (x <= 0) return 1
  return x >= 1 ? upperSeries(x) : 1 - lowerSeries(x)
}

function upperSeries(x: number): number {
  let sum = 0
  for (let j = 1; ; j++) {
    const term = Math.exp(-2 * j * j * x * x)
    sum += j % 2 === 1 ? term : -term
    if (term <= 1e-18 * sum || term === 0) return 2 * sum
  }
}

function lowerSeries(x: number): number {
  let sum = 0
  for (let k = 1; ; k += 2) {
    const term = Math.exp((-k * k * Math.PI * Math.PI) / (8 * x * x))
    sum += term
    if (term <= 1e-18 * sum || term === 0) return (Math.sqrt(2 * Math.PI) / x) * sum
  }
}
