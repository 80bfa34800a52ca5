const FACTORS = [1, 2, 2.5, 5, 10]

function roundStep(size: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(size))
  return (FACTORS.find((factor) => factor * magnitude >= size * 0.999_999) ?? 10) * magnitude
}

/** Round, evenly spaced ticks that cover low..high in about `want` steps; the axis ends on ticks, so it does not twitch. */
export function valueTicks(low: number, high: number, want = 3): number[] {
  const reach = high > low ? high - low : Math.abs(high) || 1
  const step = roundStep(reach / want)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil((high > low ? high : low + reach) / step - 1e-9))
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}
