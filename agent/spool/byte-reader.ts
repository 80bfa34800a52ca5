const NO_TEXT = 0xffff_ffff

/** Reads what a ByteWriter wrote. Reading past the end throws a RangeError. */
export class ByteReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  u8(): number {
    return this.#bytes.readUInt8(this.#next(1))
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.#next(4))
  }

  f64(): number {
    return this.#bytes.readDoubleLE(this.#next(8))
  }

  text(): string | null {
    const length = this.u32()
    if (length === NO_TEXT) return null
    const start = this.#next(length)
    return this.#bytes.toString('utf8', start, start + length)
  }

  uuid(): string {
    const at = this.#next(16)
    const hex = this.#bytes.toString('hex', at, at + 16)
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  }

  /** A copy that begins where an ArrayBuffer begins, so that elements of any width can lie in it. */
  array(): ArrayBuffer {
    const length = this.u32()
    const start = this.#next(length)
    return new Uint8Array(this.#bytes.subarray(start, start + length)).buffer
  }

  #next(bytes: number): number {
    const start = this.#at
    this.#at += bytes
    if (this.#at > this.#bytes.length) throw new RangeError('the block ends in the middle of a field')
    return start
  }
}
