const NO_TEXT = 0xffff_ffff
const FIRST_BYTES = 65_536

/** Little-endian fields, one after the other, in memory that grows. */
export class ByteWriter {
  #bytes: Buffer
  #view: DataView
  #at = 0

  constructor(firstBytes = FIRST_BYTES) {
    this.#bytes = Buffer.allocUnsafeSlow(firstBytes)
    this.#view = new DataView(this.#bytes.buffer)
  }

  get length(): number {
    return this.#at
  }

  /** What was written so far; further writing leaves it alone only if nothing is written here again. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }

  u8(value: number): void {
    const at = this.#room(1)
    this.#view.setUint8(at, value)
  }

  u32(value: number): void {
    const at = this.#room(4)
    this.#view.setUint32(at, value, true)
  }

  f64(value: number): void {
    const at = this.#room(8)
    this.#view.setFloat64(at, value, true)
  }

  text(value: string | null): void {
    if (value === null) {
      this.u32(NO_TEXT)
      return
    }
    // Three bytes hold any UTF-16 code unit in UTF-8, so this never has to look at the text first.
    const start = this.#room(4 + value.length * 3)
    const written = this.#bytes.write(value, start + 4, 'utf8')
    this.#view.setUint32(start, written, true)
    this.#at = start + 4 + written
  }

  /** Sixteen bytes of a canonical UUID. */
  uuid(id: string): void {
    const at = this.#room(16)
    this.#bytes.write(id.replaceAll('-', ''), at, 'hex')
  }

  array(values: ArrayBufferView): void {
    this.u32(values.byteLength)
    const start = this.#room(values.byteLength)
    this.#bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), start)
  }

  /** Where the next so many bytes lie. */
  #room(bytes: number): number {
    const start = this.#at
    this.#at += bytes
    if (this.#at > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at))
      this.#bytes.copy(larger, 0, 0, start)
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    return start
  }
}
