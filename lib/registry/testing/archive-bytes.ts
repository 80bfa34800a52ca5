import { crc32, deflateRawSync } from 'node:zlib'

/** An entry of a test archive; everything beside name and data is for telling lies. */
export interface ZipPart {
  name: string
  data?: Uint8Array | string
  deflate?: boolean
  /** Unix mode with file type, such as 0o120777 for a link. */
  mode?: number
  flags?: number
  localFlags?: number
  localName?: string
  crc?: number
  declaredBytes?: number
  /** Bytes that stand before this entry and belong to none. */
  gap?: Uint8Array
  /** Points at a local header that stands there already instead of one of its own. */
  at?: number
}

interface ZipOptions {
  comment?: string
  count?: number
  /** Writes the long form of the end record; `lie` makes it disagree with the short one. */
  zip64?: 'plain' | 'lie'
  prefix?: string
}

const bytesOf = (data: Uint8Array | string = '') => (typeof data === 'string' ? Buffer.from(data) : Buffer.from(data))

function fields(...parts: [width: 2 | 4 | 8, value: number][]): Buffer {
  return Buffer.concat(
    parts.map(([width, value]) => {
      const buffer = Buffer.alloc(width)
      if (width === 8) buffer.writeBigUInt64LE(BigInt(value))
      else buffer.writeUIntLE(value, 0, width)
      return buffer
    }),
  )
}

function end64(count: number, size: number, at: number, lie: boolean): Buffer {
  const record = fields(
    [4, 0x06064b50],
    [8, 44],
    [2, 45],
    [2, 45],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, at],
  )
  const locator = fields([4, 0x07064b50], [4, 0], [8, at + size], [4, 1])
  if (lie) record.writeBigUInt64LE(BigInt(count + 1), 32)
  return Buffer.concat([record, locator])
}

/** A zip archive byte by byte, as honest as its parts. */
export function zipBytes(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const chunks: Buffer[] = [bytesOf(options.prefix)]
  const central: Buffer[] = []
  const length = () => chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  for (const part of parts) {
    const data = bytesOf(part.data)
    const packed = part.deflate ? deflateRawSync(data) : data
    const [name, localName] = [Buffer.from(part.name), Buffer.from(part.localName ?? part.name)]
    const flags = part.flags ?? 0
    const rest = (own: number): Parameters<typeof fields> => [
      [2, own],
      [2, part.deflate ? 8 : 0],
      [4, 0],
      [4, part.crc ?? crc32(data)],
      [4, packed.length],
      [4, part.declaredBytes ?? data.length],
    ]
    if (part.gap) chunks.push(Buffer.from(part.gap))
    const offset = part.at ?? length()
    if (part.at === undefined)
      chunks.push(
        fields([4, 0x04034b50], [2, 20], ...rest(part.localFlags ?? flags), [2, localName.length], [2, 0]),
        localName,
        packed,
      )
    const attributes = ((part.mode ?? 0o100644) << 16) >>> 0
    central.push(
      fields(
        [4, 0x02014b50],
        [2, 0x31e],
        [2, 20],
        ...rest(flags),
        [2, name.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, attributes],
        [4, offset],
      ),
      name,
    )
  }
  const at = length()
  const directory = Buffer.concat(central)
  const count = options.count ?? parts.length
  const comment = Buffer.from(options.comment ?? '', 'latin1')
  const long =
    options.zip64 === undefined ? Buffer.alloc(0) : end64(count, directory.length, at, options.zip64 === 'lie')
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, at],
    [2, comment.length],
  )
  return Buffer.concat([...chunks, directory, long, end, comment])
}

export interface TarPart {
  name: string
  data?: Uint8Array | string
  type?: string
  link?: string
}

/** A tar archive with correct checksums. */
export function tarBytes(parts: readonly TarPart[], behind: Uint8Array = new Uint8Array()): Buffer {
  const blocks = parts.flatMap(({ name, data, type = '0', link = '' }) => {
    const content = bytesOf(data)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(type, 156)
    header.write(link, 157, 100)
    header.write('ustar\0', 257)
    header.write('00', 263)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024), behind])
}
