import { z } from 'zod'
import { MAX_PARTS } from './domain/limits'
import { runId } from './tracking-values'

const path = z.string().max(4096)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const artifactRef = z.strictObject({ path })
export const artifactListing = z.object({
  items: z.array(z.object({ name: z.string(), isDirectory: z.boolean(), sizeBytes: z.number().nullable() })),
})
export const runArtifactsInput = z.strictObject({ runId, path: z.string().max(4096).default('') })
export const runFileRef = z.strictObject({ runId, path })
const quarantine = z.object({ versionId: z.string(), modelId: z.string(), verdict: z.string() })
export const artifactFacts = z.object({
  path: z.string(),
  sha256: z.string(),
  sizeBytes: z.string(),
  quarantine: quarantine.nullable(),
})
export const noteDownloadInput = quarantine.extend({ path: z.string(), sha256 })
export const putArtifactInput = z.strictObject({ path, sha256, sizeBytes: z.int().min(0) })
export const createUploadInput = z.strictObject({
  path,
  partCount: z.int().min(1).max(MAX_PARTS),
  storeName: z.string(),
})
export const uploadView = z.object({ uploadId: z.string() })
const part = z.strictObject({ number: z.int().min(1).max(MAX_PARTS), etag: z.string().max(200) })
export const completeUploadInput = z.strictObject({ path, uploadId: z.uuid(), parts: z.array(part).max(MAX_PARTS) })
export const joinPlan = z.object({ isComplete: z.boolean(), storeName: z.string() })
export const joinedUploadInput = z.strictObject({ path, uploadId: z.uuid(), sha256, sizeBytes: z.int().min(0) })
export const uploadRef = z.strictObject({ path, uploadId: z.uuid() })
