import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: 'use 64 lower-case hex digits' })

/** `sha256`: of the whole file, where it is known before the bytes are sent. */
export const openUploadInput = z.strictObject({
  versionId: z.uuid(),
  path: z.string(),
  sizeBytes: z.int().min(1),
  sha256: sha256.optional(),
})
export const uploadRef = z.strictObject({ uploadId: z.uuid() })
export const partRef = z.strictObject({ uploadId: z.uuid(), number: z.coerce.number().int() })
export const recordPartInput = z.strictObject({
  uploadId: z.uuid(),
  number: z.int(),
  sizeBytes: z.int().min(0),
  sha256,
  etag: z.string(),
})
/** At least one of them: the digest of the whole file, or those of its parts in their order. */
export const finishUploadInput = z
  .strictObject({ uploadId: z.uuid(), sha256: sha256.optional(), parts: z.array(sha256).max(10_000).optional() })
  .refine(({ sha256, parts }) => sha256 !== undefined || parts !== undefined, {
    error: 'send sha256, or the digests of all parts',
  })
export const completeUploadInput = z.strictObject({ uploadId: z.uuid(), sha256, sizeBytes: z.int().min(1) })
export const listUploadsInput = z.strictObject({ modelId: z.uuid().optional() })

export const uploadPart = z.object({ number: z.number(), sizeBytes: z.number(), sha256: z.string() })
export const uploadOutput = z.object({
  id: z.string(),
  modelId: z.string(),
  versionId: z.string(),
  versionNumber: z.number(),
  path: z.string(),
  sizeBytes: z.string(),
  sha256: z.string().nullable(),
  state: z.enum(['OPEN', 'DONE']),
  partBytes: z.number(),
  partCount: z.number(),
  /** What has arrived, by number. */
  parts: z.array(uploadPart),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export type UploadState = z.infer<typeof uploadOutput>
export const uploadList = z.object({ items: z.array(uploadOutput) })
