/** Random access to a file of any size; a range outside of it is an error of the caller. */
export interface ByteSource {
  readonly size: number
  read(from: number, length: number): Uint8Array
}

export function inMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (from, length) => bytes.subarray(from, from + length) }
}
