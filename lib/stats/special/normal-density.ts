/** phi(x), the standard normal density. */
export function normalDensity({ x }: { x: number }): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI)
}
