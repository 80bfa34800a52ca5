/** Row ranges [from, to) of `bins` equal-count bins over n >= bins rows; the last takes the remainder. */
export function edgesOf({ n, bins }: { n: number; bins: number }): [from: number, to: number][] {
  const size = Math.floor(n / bins)
  return Array.from({ length: bins }, (_, bin) => [bin * size, bin === bins - 1 ? n : (bin + 1) * size])
}
