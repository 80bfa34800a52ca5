/** delay2.v1: <= 1 s, then 51 buckets of base sqrt 2 up to 2^25.5 s (549 days), then over. */
export const DELAY_BUCKETS = 53

export function delayBucket(seconds: number): number {
  if (!(seconds > 1)) return 0
  // The guess by logarithm is corrected against the edges, so that an edge itself falls into its lower bucket everywhere.
  let bucket = Math.min(DELAY_BUCKETS - 1, Math.max(1, Math.ceil(2 * Math.log2(seconds))))
  while (bucket > 1 && seconds <= edge(bucket - 1)) bucket -= 1
  while (bucket < DELAY_BUCKETS - 1 && seconds > edge(bucket)) bucket += 1
  return bucket
}

/** Upper edge of bucket k in seconds. */
export function edge(bucket: number): number {
  return (bucket % 2 === 0 ? 1 : Math.SQRT2) * 2 ** Math.floor(bucket / 2)
}
