/** Two large batches: one is read while the database works on the other. More at once would only fill memory with rows that wait. */
const MOST = 5 * 2 ** 20

interface Waiting {
  bytes: number
  start: () => void
}

const queue: Waiting[] = []
let inFlight = 0

function startNext(): void {
  for (let next = queue[0]; next !== undefined && inFlight + next.bytes <= MOST; next = queue[0]) {
    queue.shift()
    inFlight += next.bytes
    next.start()
  }
}

/** Runs as soon as the batches before it have left room for so many bytes of body; in the order of asking. A body larger than all room runs alone. */
export async function withBytesInFlight<T>(bytes: number, run: () => Promise<T>): Promise<T> {
  const held = Math.min(bytes, MOST)
  await new Promise<void>((start) => {
    queue.push({ bytes: held, start })
    startNext()
  })
  try {
    return await run()
  } finally {
    inFlight -= held
    startNext()
  }
}
