import { z } from 'zod'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { sha256Digest } from '@/lib/kernel/sha256'

function isInnerPath(path: string): boolean {
  if (path.includes('\\') || path.includes('\0')) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

export const manifestFileSchema = z.strictObject({
  /** Relative, no dot segments: it becomes a path on the agent. */
  path: z.string().min(1).max(512).refine(isInnerPath, 'a relative path without dot segments'),
  sha256: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/),
  sizeBytes: z.union([z.int().min(0), z.string().regex(/^\d{1,16}$/)]),
})

export type ManifestFile = z.infer<typeof manifestFileSchema>

/** A version is named by the digest of its file list, in code-point order of the paths. */
export function manifestDigestOf(files: readonly ManifestFile[]): string {
  const sorted = [...files].sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
  return sha256Digest(canonicalJson(sorted))
}
