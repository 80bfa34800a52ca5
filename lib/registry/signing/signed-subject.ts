import { canonicalJson } from '@/lib/kernel/canonical-json'
import { type ManifestFile, sortManifest } from '../domain/manifest'
import type { SignedSubject } from './verify-sigstore'

interface Row {
  manifestDigest: string | null
  files: readonly { path: string; sha256: string; sizeBytes: bigint }[]
}

/** What a signature of a version is about; null while the files are not yet fixed. */
export function signedSubject({ manifestDigest, files }: Row): SignedSubject | null {
  if (manifestDigest === null) return null
  const manifest: ManifestFile[] = files.map((file) => ({ ...file, sizeBytes: Number(file.sizeBytes) }))
  return { manifestDigest, manifest: canonicalJson(sortManifest(manifest)) }
}
