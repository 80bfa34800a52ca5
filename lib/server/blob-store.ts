import type { Readable } from 'node:stream'

export interface PutOptions {
  /** Lower-case hex SHA-256 that the sender promised; other bytes are refused and nothing is kept. */
  expectedSha256?: string | null
  /** Exact size that the sender promised (a cut connection otherwise looks like a short file). */
  expectedBytes?: number | null
  maxBytes: number
  /** Called once the digest is known and before the bytes can be found under it; a failure keeps nothing. */
  beforePublish?: (stored: StoredBlob) => Promise<void>
}

export interface StoredBlob {
  sha256: string
  sizeBytes: number
}

export interface StoredPart extends StoredBlob {
  /** The store's word for these bytes; `join` takes only a part that still carries it. */
  etag: string
}

/** A file that arrives in numbered parts (from 1), in any order, each as often as it takes. All but the last hold 5 MiB or more. */
export interface PartUploads {
  /** Answers the store's own name of the upload. */
  begin(): Promise<string>
  put(upload: string, number: number, source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredPart>
  /** Where a client may PUT the part by itself, without credentials, for a while; null: only through Slipway. */
  addressOf(upload: string, number: number, forSec: number): Promise<string | null>
  /** Makes one blob of the parts: read back and hashed whole before it appears. Safe to repeat until `discard`. */
  join(upload: string, parts: readonly { number: number; etag: string }[], options: PutOptions): Promise<StoredBlob>
  /** Forgets the parts, joined or not. */
  discard(upload: string): Promise<void>
}

/** Content-addressed bytes. Names of files exist only in manifests; here is only the digest (lower-case hex). */
export interface BlobStore {
  put(source: AsyncIterable<Uint8Array>, options: PutOptions): Promise<StoredBlob>
  has(sha256: string): Promise<boolean>
  /** `end` is inclusive, as in HTTP ranges. */
  open(sha256: string, range?: { start?: number; end?: number }): Promise<Readable>
  size(sha256: string): Promise<number>
  /** Where the bytes lie on this machine, for a store that keeps them here. */
  localPath?(sha256: string): string
  remove(sha256: string): Promise<void>
  /** Where a client may GET the bytes by itself, without credentials, for a while; null: only through Slipway. */
  addressOf(sha256: string, options: { fileName: string; forSec: number }): Promise<string | null>
  parts: PartUploads
  /** Removes what broken uploads before this time left behind; answers how many. */
  sweep(before: Date): Promise<number>
}
