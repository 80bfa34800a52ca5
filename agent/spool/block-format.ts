import { deserialize } from 'node:v8'
import { gunzipSync } from 'node:zlib'
import { ByteReader } from './byte-reader'
import { ByteWriter } from './byte-writer'
import type { Block, Exchange, Layout } from './exchange'
import { readExchange, writeExchange } from './exchange-codec'

interface Head {
  deploymentId: string
  variantIds: string[]
  layouts: Layout[]
}

const FORMAT = 2
/** How gzip begins: packed structured clones, which agents wrote before this format and which may still wait to be sent. */
const GZIP = 0x1f

/** Exchanges of one deployment on their way into a block. */
export class BlockWriter {
  /** Places of variants in the block, and how to read their tensors, in the same order. */
  readonly #variants = new Map<string, number>()
  readonly #layouts: Layout[] = []
  readonly #records = new ByteWriter()
  #count = 0
  readonly deploymentId: string
  readonly firstMs: number
  rows = 0

  constructor(deploymentId: string, firstMs: number) {
    this.deploymentId = deploymentId
    this.firstMs = firstMs
  }

  get bytes(): number {
    return this.#records.length
  }

  add(exchange: Exchange, layout: Layout): void {
    let variant = this.#variants.get(exchange.variantId)
    if (variant === undefined) {
      variant = this.#layouts.push(layout) - 1
      this.#variants.set(exchange.variantId, variant)
    }
    writeExchange(this.#records, exchange, variant)
    this.#count += 1
    this.rows += exchange.rows
  }

  /** The block in two parts: format, head as JSON and count; the records. */
  finish(): Buffer[] {
    const head = new ByteWriter(4096)
    head.u8(FORMAT)
    const variantIds = [...this.#variants.keys()]
    head.text(JSON.stringify({ deploymentId: this.deploymentId, variantIds, layouts: this.#layouts }))
    head.u32(this.#count)
    return [head.bytes(), this.#records.bytes()]
  }
}

export function readBlock(bytes: Buffer): Block {
  if (bytes[0] === GZIP) return deserialize(gunzipSync(bytes)) as Block
  const from = new ByteReader(bytes)
  const format = from.u8()
  if (format !== FORMAT) throw new RangeError(`the block has format ${format}; this agent reads ${FORMAT}`)
  const { deploymentId, variantIds, layouts } = JSON.parse(from.text() ?? '') as Head
  return {
    deploymentId,
    layouts: Object.fromEntries(variantIds.flatMap((id, place) => (layouts[place] ? [[id, layouts[place]]] : []))),
    exchanges: Array.from({ length: from.u32() }, () => readExchange(from, variantIds)),
  }
}
