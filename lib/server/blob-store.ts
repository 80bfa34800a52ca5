import type { Readable } from 'node:stream'

export interface PutOptions {
  /** Lower-case hex SHA-256 that the sender promised; other bytes are refused and nothing is kept. */
  expectedSha256?: string | null
  /** Exact size that the sender promised (a cut connection otherwise looks like a short file). */
  expectedBytes?: number | null
  maxBytes: number
}

export interface StoredBlob {
  sha256: string
  sizeBytes: number
}

/** Content-addressed bytes. Names of files exist only in manifests; here is only the digest (lower-case hex). */
export interface BlobStore {
  put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredBlob>
  has(sha256: string): Promise<boolean>
  /** `end` is inclusive, as in HTTP ranges. */
  open(sha256: string, range?: { start?: number; end?: number }): Promise<Readable>
  size(sha256: string): Promise<number>
  remove(sha256: string): Promise<void>
}
