export const COPY_HEADER = Buffer.from([
  0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0,
])
export const COPY_END = Buffer.from([0xff, 0xff])
const EPOCH_2000_MS = 946_684_800_000
const DAY_MS = 86_400_000

/** Writes rows of PostgreSQL's binary COPY format into one growing buffer; header and end are the caller's. */
export class CopyEncoder {
  private buffer: Buffer
  private at = 0

  constructor(size: number) {
    this.buffer = Buffer.allocUnsafe(Math.max(1024, size))
  }

  /** Bytes written so far. */
  get length(): number {
    return this.at
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
  }

  row(columns: number): void {
    this.room(2)
    this.at = this.buffer.writeInt16BE(columns, this.at)
  }

  none(): void {
    this.room(4)
    this.at = this.buffer.writeInt32BE(-1, this.at)
  }

  bytes(value: Buffer | null): void {
    if (value === null) this.none()
    else {
      this.room(4 + value.length)
      this.at = this.buffer.writeInt32BE(value.length, this.at)
      this.at += value.copy(this.buffer, this.at)
    }
  }

  int16(value: number | null): void {
    if (value === null) this.none()
    else {
      this.room(6)
      this.at = this.buffer.writeInt32BE(2, this.at)
      this.at = this.buffer.writeInt16BE(value, this.at)
    }
  }

  int32(value: number | null): void {
    if (value === null) this.none()
    else {
      this.room(8)
      this.at = this.buffer.writeInt32BE(4, this.at)
      this.at = this.buffer.writeInt32BE(value, this.at)
    }
  }

  /** Bytes that stand one each in the characters of a text. */
  latin1(value: string): void {
    this.room(4 + value.length)
    this.at = this.buffer.writeInt32BE(value.length, this.at)
    this.at += this.buffer.write(value, this.at, 'latin1')
  }

  /** A safe integer: halves are cheaper than a BigInt. */
  int64(value: number): void {
    this.room(12)
    const high = Math.floor(value / 2 ** 32)
    this.at = this.buffer.writeInt32BE(8, this.at)
    this.at = this.buffer.writeInt32BE(high, this.at)
    this.at = this.buffer.writeUInt32BE(value - high * 2 ** 32, this.at)
  }

  float64(value: number | null): void {
    if (value === null) this.none()
    else {
      this.room(12)
      this.at = this.buffer.writeInt32BE(8, this.at)
      this.at = this.buffer.writeDoubleBE(value, this.at)
    }
  }

  timestamp(atMs: number): void {
    this.int64((atMs - EPOCH_2000_MS) * 1000)
  }

  date(atMs: number): void {
    this.int32(Math.floor((atMs - EPOCH_2000_MS) / DAY_MS))
  }

  finish(): Buffer {
    return this.buffer.subarray(0, this.at)
  }
}
