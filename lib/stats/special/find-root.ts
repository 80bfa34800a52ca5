const RELATIVE_TOLERANCE = 1e-14
const MAX_STEPS = 200

/**
 * A root of `f` between `lower` and `upper` by Brent's method (Brent 1973, Algorithms for Minimization Without
 * Derivatives, procedure zero). `null` when the ends do not bracket a root or 200 steps did not reach the tolerance.
 * `absoluteTolerance` matters only for roots near zero.
 */
export function findRoot({
  f,
  lower,
  upper,
  absoluteTolerance = 1e-300,
}: {
  f: (x: number) => number
  lower: number
  upper: number
  absoluteTolerance?: number
}): number | null {
  // b is the best root so far, [b, c] brackets the root, a is the previous b.
  let a = lower
  let b = upper
  let fa = f(a)
  let fb = f(b)
  if (fa === 0) return a
  if (fb === 0) return b
  if (Math.sign(fa) * Math.sign(fb) !== -1) return null
  let c = a
  let fc = fa
  let step = b - a
  let stepBefore = step
  for (let iteration = 0; iteration < MAX_STEPS; iteration++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b
      b = c
      c = a
      fa = fb
      fb = fc
      fc = fa
    }
    const tolerance = 0.5 * (RELATIVE_TOLERANCE * Math.abs(b) + absoluteTolerance)
    const half = 0.5 * (c - b)
    if (fb === 0 || Math.abs(half) <= tolerance) return b
    const interpolated =
      Math.abs(stepBefore) < tolerance || Math.abs(fa) <= Math.abs(fb) ? null : interpolate(a, b, c, fa, fb, fc)
    if (interpolated !== null && acceptable(interpolated, half, stepBefore, tolerance)) {
      stepBefore = step
      step = interpolated
    } else {
      step = half
      stepBefore = half
    }
    a = b
    fa = fb
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance
    fb = f(b)
    if (Math.sign(fb) === Math.sign(fc)) {
      c = a
      fc = fa
      step = b - a
      stepBefore = step
    }
  }
  return null
}

// Inverse quadratic interpolation through three points, the secant when only two are distinct. Returns the step from b.
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa
  if (a === c) return ((c - b) * s) / (s - 1)
  const q = fa / fc
  const r = fb / fc
  const p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1))
  return -p / ((q - 1) * (r - 1) * (s - 1))
}

function acceptable(step: number, half: number, stepBefore: number, tolerance: number): boolean {
  const inside = step * Math.sign(half) > 0 && Math.abs(step) < 1.5 * Math.abs(half) - 0.5 * tolerance
  return inside && Math.abs(step) < 0.5 * Math.abs(stepBefore)
}
