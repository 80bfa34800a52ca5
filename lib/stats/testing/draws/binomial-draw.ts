/** Binomial(n, p): waiting times between successes for small n p, transformed rejection (Hormann 1993, BTRS) beyond. */
export function binomialDraw(uniform: () => number, n: number, p: number): number {
  if (p <= 0 || n === 0) return 0
  if (p > 0.5) return n - binomialDraw(uniform, n, 1 - p)
  return n * p < 10 ? byWaiting(uniform, n, p) : byRejection(uniform, n, p)
}

function byWaiting(uniform: () => number, n: number, p: number): number {
  const rate = Math.log1p(-p)
  let count = -1
  let trial = 0
  while (trial <= n) {
    trial += Math.floor(Math.log(uniform()) / rate) + 1
    count++
  }
  return count
}

function byRejection(uniform: () => number, n: number, p: number): number {
  const deviation = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * deviation
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const odds = p / (1 - p)
  const mode = Math.floor((n + 1) * p)
  const accepted = 0.92 - 4.2 / b
  const scale = (2.83 + 5.1 / b) * deviation
  for (;;) {
    const u = uniform() - 0.5
    const v = uniform()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5)
    if (k < 0 || k > n) continue
    if (us >= 0.07 && v <= accepted) return k
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) +
      (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) +
      tail(mode) +
      tail(n - mode) -
      tail(k) -
      tail(n - k)
    if (Math.log((v * scale) / (a / (us * us) + b)) <= bound) return k
  }
}

// Stirling remainder of ln k!.
function tail(k: number): number {
  const next = k + 1
  return (1 / 12 - (1 / 360 - 1 / 1260 / next ** 2) / next ** 2) / next
}
