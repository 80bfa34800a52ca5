import { MalformedFile } from './wire-reader'

const MAX_DEPTH = 64
const MAX_SHOWN = 1000
const WIDTHS: Readonly<Record<string, number>> = { i: 1, U: 1, I: 2, l: 4, L: 8, d: 4, D: 8, C: 1, T: 0, F: 0, Z: 0 }

export type UbjsonValue = string | number | boolean | null | UbjsonValue[] | { [key: string]: UbjsonValue }

/** Universal Binary JSON with every length held against the bytes that are there; long arrays are skipped, not kept. */
export class UbjsonReader {
  private at = 0
  private readonly view: DataView

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  read(): UbjsonValue {
    const value = this.value(this.marker(), 0)
    if (this.at !== this.bytes.length) throw new MalformedFile('bytes behind its end belong to nothing')
    return value
  }

  private need(count: number): number {
    if (count < 0 || count > this.bytes.length - this.at) throw new MalformedFile('it is cut off')
    this.at += count
    return this.at - count
  }

  private marker(): string {
    let marker = 'N'
    while (marker === 'N') marker = String.fromCharCode(this.bytes[this.need(1)] ?? 0)
    return marker
  }

  private number(marker: string): number {
    const at = this.need(WIDTHS[marker] ?? 0)
    if (marker === 'i') return this.view.getInt8(at)
    if (marker === 'U') return this.view.getUint8(at)
    if (marker === 'I') return this.view.getInt16(at)
    if (marker === 'l') return this.view.getInt32(at)
    if (marker === 'L') return Number(this.view.getBigInt64(at))
    if (marker === 'd') return this.view.getFloat32(at)
    if (marker === 'D') return this.view.getFloat64(at)
    throw new MalformedFile(`a number has the unknown mark ${JSON.stringify(marker)}`)
  }

  private length(): number {
    const length = this.number(this.marker())
    if (!Number.isSafeInteger(length) || length < 0) throw new MalformedFile('a length is no count')
    return length
  }

  private text(): string {
    const length = this.length()
    const from = this.need(length)
    return Buffer.from(this.bytes.subarray(from, from + Math.min(length, 10_000))).toString('utf8')
  }

  private value(marker: string, depth: number): UbjsonValue {
    if (depth > MAX_DEPTH) throw new MalformedFile('it is nested too deeply')
    if (marker === 'Z') return null
    if (marker === 'T' || marker === 'F') return marker === 'T'
    if (marker === 'S' || marker === 'H') return this.text()
    if (marker === 'C') return String.fromCharCode(this.bytes[this.need(1)] ?? 0)
    if (marker === '[') return this.array(depth)
    if (marker === '{') return this.object(depth)
    return this.number(marker)
  }

  /** Type and count of a container, where it states them. */
  private container(): { type: string | null; count: number | null } {
    let type: string | null = null
    if (this.bytes[this.at] === 0x24) {
      this.at += 1
      type = this.marker()
    }
    if (this.bytes[this.at] !== 0x23) {
      if (type !== null) throw new MalformedFile('a typed container has no count')
      return { type, count: null }
    }
    this.at += 1
    return { type, count: this.length() }
  }

  private array(depth: number): UbjsonValue {
    const { type, count } = this.container()
    const width = type === null ? undefined : WIDTHS[type]
    if (width !== undefined && count !== null) {
      if (width === 0 && count > this.bytes.length)
        throw new MalformedFile('an array declares more than the file holds')
      this.need(width * count)
      return []
    }
    const items: UbjsonValue[] = []
    for (let i = 0; count === null ? this.bytes[this.at] !== 0x5d : i < count; i += 1) {
      const item = this.value(type ?? this.marker(), depth + 1)
      if (items.length < MAX_SHOWN) items.push(item)
    }
    if (count === null) this.need(1)
    return items
  }

  private object(depth: number): UbjsonValue {
    const { type, count } = this.container()
    const found = new Map<string, UbjsonValue>()
    for (let i = 0; count === null ? this.bytes[this.at] !== 0x7d : i < count; i += 1) {
      const key = this.text()
      if (found.has(key)) throw new MalformedFile('a key appears twice')
      const value = this.value(type ?? this.marker(), depth + 1)
      if (found.size < MAX_SHOWN) found.set(key, value)
    }
    if (count === null) this.need(1)
    return Object.fromEntries(found)
  }
}
