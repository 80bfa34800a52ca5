import { crc32 } from 'node:zlib'

function header(signature: number, size: number, fields: [at: number, bytes: 2 | 4, value: number][]): Buffer {
  const bytes = Buffer.alloc(size)
  bytes.writeUInt32LE(signature, 0)
  for (const [at, width, value] of fields) width === 2 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value, at)
  return bytes
}

/** A zip archive without compression. */
export function storedZip(files: Record<string, string>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [Buffer.from(path), Buffer.from(text)]
    const crc = crc32(data)
    const sizes = (at: number): [number, 2 | 4, number][] => [
      [at, 4, crc],
      [at + 4, 4, data.length],
      [at + 8, 4, data.length],
      [at + 12, 2, name.length],
    ]
    local.push(header(0x04034b50, 30, sizes(14)), name, data)
    central.push(header(0x02014b50, 46, [...sizes(16), [42, 4, offset]]), name)
    offset += 30 + name.length + data.length
  }
  const directory = Buffer.concat(central)
  const count = Object.keys(files).length
  const end = header(0x06054b50, 22, [
    [8, 2, count],
    [10, 2, count],
    [12, 4, directory.length],
    [16, 4, offset],
  ])
  return Buffer.concat([...local, directory, end])
}
