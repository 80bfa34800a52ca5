import { shortenText } from './shorten-text'
import { MalformedFile } from './wire-reader'

const MAX_PAIRS = 100_000
const MAX_TENSORS = 1_000_000
const MAX_TEXT = 1_048_576
const MAX_DIMS = 8
const SHOWN = 100

/** Bytes of a metadata value by its type; texts (8) and arrays (9) have a length of their own. */
const VALUE_BYTES: Readonly<Record<number, number>> = {
  0: 1,
  1: 1,
  2: 2,
  3: 2,
  4: 4,
  5: 4,
  6: 4,
  7: 1,
  10: 8,
  11: 8,
  12: 8,
}

/** Elements and bytes of a block, by tensor type. A type that is missing here is newer than this table: its size is not checked. */
const BLOCKS: Readonly<Record<number, readonly [elements: number, bytes: number]>> = {
  0: [1, 4],
  1: [1, 2],
  2: [32, 18],
  3: [32, 20],
  6: [32, 22],
  7: [32, 24],
  8: [32, 34],
  9: [32, 40],
  10: [256, 84],
  11: [256, 110],
  12: [256, 144],
  13: [256, 176],
  14: [256, 210],
  15: [256, 292],
  24: [1, 1],
  25: [1, 2],
  26: [1, 4],
  27: [1, 8],
  28: [1, 8],
  30: [1, 2],
}

interface Tensor {
  name: string
  elements: bigint
  type: number
  offset: bigint
}

export interface GgufFacts {
  header: Record<string, unknown>
  problem: { code: string; message: string } | null
}

/** Reads the head of a GGUF file; every count and length is held against the bytes that are there. */
export class GgufReader {
  /** Templates of conversations, in full. */
  readonly templates: string[] = []
  private at = 4
  private readonly view: DataView

  constructor(
    private readonly head: Uint8Array,
    private readonly fileBytes: number,
  ) {
    this.view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  }

  read(): GgufFacts {
    const version = this.u32()
    if (version < 2 || version > 3) throw new MalformedFile(`version ${version} is not known`)
    const tensorCount = this.count(MAX_TENSORS, 24, 'tensors')
    const pairCount = this.count(MAX_PAIRS, 12, 'metadata entries')
    const metadata = this.metadata(pairCount)
    const tensors: Tensor[] = []
    for (let i = 0; i < tensorCount; i += 1) tensors.push(this.tensor())
    const stated = metadata.get('general.alignment') ?? '32'
    const alignment = /^\d{1,9}$/.test(stated) ? BigInt(stated) : 0n
    const header = {
      version,
      tensors: tensors.length,
      parameters: String(tensors.reduce((sum, tensor) => sum + tensor.elements, 0n)),
      metadata: Object.fromEntries([...metadata].slice(0, SHOWN)),
    }
    return { header, problem: this.problem(tensors, alignment) }
  }

  private problem(tensors: readonly Tensor[], alignment: bigint): GgufFacts['problem'] {
    if (alignment < 1n || alignment > 65_536n)
      return { code: 'gguf_alignment', message: `It declares an alignment of ${alignment} bytes.` }
    const names = new Set(tensors.map((tensor) => tensor.name))
    if (names.size < tensors.length) return { code: 'gguf_duplicate_tensor', message: 'Two tensors have one name.' }
    const dataAt = ((BigInt(this.at) + alignment - 1n) / alignment) * alignment
    let end = 0n
    for (const tensor of [...tensors].sort((a, b) => (a.offset < b.offset ? -1 : a.offset > b.offset ? 1 : 0))) {
      const name = shortenText(tensor.name, 80)
      if (tensor.offset % alignment !== 0n || tensor.offset < end)
        return { code: 'gguf_overlap', message: `The tensor ${name} shares bytes with another or lies askew.` }
      const block = BLOCKS[tensor.type]
      const bytes = block === undefined ? 0n : (tensor.elements / BigInt(block[0])) * BigInt(block[1])
      if (block !== undefined && tensor.elements % BigInt(block[0]) !== 0n)
        return { code: 'gguf_tensor_size', message: `The tensor ${name} does not fill its blocks.` }
      end = tensor.offset + bytes
      if (dataAt + end > BigInt(this.fileBytes))
        return { code: 'gguf_tensor_bounds', message: `The tensor ${name} ends behind the end of the file.` }
    }
    return null
  }

  private need(bytes: number): number {
    if (bytes > this.head.length - this.at) throw new MalformedFile('it is cut off')
    this.at += bytes
    return this.at - bytes
  }

  private u32(): number {
    return this.view.getUint32(this.need(4), true)
  }

  private u64(): bigint {
    return this.view.getBigUint64(this.need(8), true)
  }

  private count(limit: number, leastBytesEach: number, what: string): number {
    const count = this.u64()
    if (count > BigInt(limit) || count * BigInt(leastBytesEach) > BigInt(this.fileBytes))
      throw new MalformedFile(`it declares ${count} ${what}`)
    return Number(count)
  }

  private text(): string {
    const length = this.u64()
    if (length > BigInt(MAX_TEXT)) throw new MalformedFile(`a text declares ${length} bytes`)
    const from = this.need(Number(length))
    return Buffer.from(this.head.subarray(from, from + Number(length))).toString('utf8')
  }

  private metadata(count: number): Map<string, string> {
    const found = new Map<string, string>()
    for (let i = 0; i < count; i += 1) {
      const key = shortenText(this.text(), 100)
      if (found.has(key)) throw new MalformedFile(`the key ${key} appears twice`)
      const type = this.u32()
      const isTemplate = type === 8 && key.startsWith('tokenizer.chat_template')
      const value = isTemplate ? this.text() : this.value(type)
      if (isTemplate) this.templates.push(value)
      found.set(key, shortenText(value))
    }
    return found
  }

  private value(type: number): string {
    if (type === 8) return shortenText(this.text())
    if (type === 9) return this.array()
    const bytes = VALUE_BYTES[type]
    if (bytes === undefined) throw new MalformedFile(`a value has the unknown type ${type}`)
    const at = this.need(bytes)
    if (type === 6) return String(this.view.getFloat32(at, true))
    if (type === 12) return String(this.view.getFloat64(at, true))
    let value = 0n
    for (let i = bytes - 1; i >= 0; i -= 1) value = value * 256n + BigInt(this.head[at + i] ?? 0)
    return String([1, 3, 5, 11].includes(type) ? BigInt.asIntN(bytes * 8, value) : value)
  }

  private array(): string {
    const type = this.u32()
    const count = this.u64()
    const each = type === 8 ? 8 : VALUE_BYTES[type]
    if (each === undefined) throw new MalformedFile('an array holds values of an unknown type')
    if (count * BigInt(each) > BigInt(this.head.length - this.at)) throw new MalformedFile('an array is cut off')
    if (type === 8) for (let i = 0n; i < count; i += 1n) this.text()
    else this.need(Number(count) * each)
    return `${count} values`
  }

  private tensor(): Tensor {
    const name = this.text()
    const dims = this.u32()
    if (dims > MAX_DIMS) throw new MalformedFile('a tensor has more than 8 dimensions')
    let elements = 1n
    for (let i = 0; i < dims; i += 1) elements *= this.u64()
    return { name, elements, type: this.u32(), offset: this.u64() }
  }
}
