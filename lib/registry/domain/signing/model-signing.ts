import { createHash } from 'node:crypto'
import { z } from 'zod'

/** OpenSSF Model Signing 1.0: a statement that lists every file of a model with its digest. */
const PREDICATE = 'https://model_signing/signature/v1.0'
const hex = z.string().regex(/^[0-9a-f]{64}$/)
const statement = z.object({
  predicateType: z.literal(PREDICATE),
  subject: z.tuple([z.object({ digest: z.object({ sha256: hex }) })]),
  predicate: z.object({
    serialization: z.object({ method: z.literal('files') }),
    resources: z.array(z.object({ name: z.string(), algorithm: z.literal('sha256'), digest: hex })).min(1),
  }),
})
const manifestFiles = z.array(z.object({ path: z.string(), sha256: hex }))

const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** Whether it lists exactly the files of the manifest: none more, none less, none renamed, each with its digest, under their common root. */
export function listsManifest(value: unknown, manifest: string): boolean {
  const stated = statement.safeParse(value)
  const files = manifestFiles.safeParse(JSON.parse(manifest))
  if (!stated.success || !files.success) return false
  const resources = [...stated.data.predicate.resources].sort((a, b) => byCodePoint(a.name, b.name))
  const root = createHash('sha256')
  for (const { digest } of resources) root.update(Buffer.from(digest, 'hex'))
  if (root.digest('hex') !== stated.data.subject[0].digest.sha256) return false
  // Its first release calls a model that is one file by a dot.
  const named = resources.map(({ name, digest }) => [
    name === '.' && files.data.length === 1 ? files.data[0]?.path : name,
    digest,
  ])
  const own = files.data.map(({ path, sha256 }) => [path, sha256])
  const sorted = (list: readonly unknown[]) => JSON.stringify(list.map((one) => JSON.stringify(one)).sort())
  return sorted(named) === sorted(own)
}
