/** Cuts a stream into pieces of exactly `partBytes`; the last one is what is left, and an empty stream is one empty piece. */
export async function* readParts(
  source: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<{ bytes: Buffer<ArrayBuffer>; isLast: boolean }> {
  let chunks: Uint8Array[] = []
  let held = 0
  for await (const chunk of source) {
    let rest = chunk
    // A full piece waits for one more byte, so that the last piece is known to be the last.
    while (held + rest.byteLength > partBytes) {
      const taken = rest.subarray(0, partBytes - held)
      yield { bytes: Buffer.concat([...chunks, taken], partBytes), isLast: false }
      rest = rest.subarray(taken.byteLength)
      chunks = []
      held = 0
    }
    chunks.push(rest)
    held += rest.byteLength
  }
  yield { bytes: Buffer.concat(chunks, held), isLast: true }
}
