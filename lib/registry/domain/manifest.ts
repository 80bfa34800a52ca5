import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'

export interface ManifestFile {
  path: string
  /** Lower-case hex. */
  sha256: string
  sizeBytes: number
}

function byCodePoint(a: ManifestFile, b: ManifestFile): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}

/** Files in the order of the manifest: by code point of their path. */
export function sortManifest(files: readonly ManifestFile[]): ManifestFile[] {
  return files.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes })).sort(byCodePoint)
}

/** One digest over all files of a version: what is approved, deployed and checked by agents. */
export function manifestDigest(files: readonly ManifestFile[]): string {
  return sha256Digest(canonicalJson(sortManifest(files)))
}
