const LANES = 8
const busy = new Array<number>(LANES).fill(0)
const first = process.pid % LANES

/**
 * A lane for one flush: rollup rows of different lanes are different rows, so flushes of one deployment that run side by side do
 * not wait for each other. The least busy lane, starting at one that differs between processes.
 */
export async function withLane<T>(run: (lane: number) => Promise<T>): Promise<T> {
  let lane = first
  for (let i = 1; i < LANES; i += 1) {
    const candidate = (first + i) % LANES
    if ((busy[candidate] ?? 0) < (busy[lane] ?? 0)) lane = candidate
  }
  busy[lane] = (busy[lane] ?? 0) + 1
  try {
    return await run(lane)
  } finally {
    busy[lane] = (busy[lane] ?? 1) - 1
  }
}
