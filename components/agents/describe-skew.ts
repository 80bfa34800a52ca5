/** How the agent's clock stands to that of the control plane; travel time is part of it. */
export function describeSkew(skewMs: number): string {
  const size = Math.abs(skewMs)
  if (size < 1000) return 'in step'
  return `${(size / 1000).toFixed(1)} s ${skewMs < 0 ? 'behind' : 'ahead'}`
}
