import { readSync } from 'node:fs'
import type { ByteSource } from '../domain/intake/byte-source'

/** A file that someone else opened: the scanner process may read what it was handed and can open nothing itself. */
export function fdSource(fd: number, size: number): ByteSource {
  return {
    size,
    read(from, length) {
      const bytes = Buffer.allocUnsafe(length)
      let filled = 0
      while (filled < length) {
        const count = readSync(fd, bytes, filled, length - filled, from + filled)
        if (count === 0) throw new Error('the file is shorter than its manifest says')
        filled += count
      }
      return bytes
    },
  }
}
