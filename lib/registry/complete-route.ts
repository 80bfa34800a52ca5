import type { z } from 'zod'
import { AppError } from '@/lib/kernel/app-error'
import type { StoredBlob } from '@/lib/server/blob-store'
import { blobs } from '@/lib/server/blobs'
import { database } from '@/lib/server/database'
import { defineGuarded, type GuardedCall, jsonAnswer } from '@/lib/server/guarded-route'
import type { AnyOperation } from '@/lib/server/operation'
import { readJsonBody } from '@/lib/server/request-body'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { MAX_FILE_BYTES } from './domain/limits'
import { abortUpload } from './use-cases/abort-upload'
import { completeUpload } from './use-cases/complete-upload'
import { prepareCompletion } from './use-cases/prepare-completion'

/** 10,000 digests of parts and what is around them. */
const BODY_LIMIT = 1024 * 1024

type Completion = z.output<typeof prepareCompletion.output>

const joining = new Map<string, Promise<StoredBlob>>()

/** Large files take minutes to join: a caller who lost patience and asks again waits for the join that is under way. */
async function joinOnce(uploadId: string, { storeName, parts, sizeBytes, sha256 }: Completion): Promise<StoredBlob> {
  const running = joining.get(uploadId)
  if (running) return running
  const options = { expectedSha256: sha256, expectedBytes: sizeBytes, maxBytes: MAX_FILE_BYTES }
  const join = blobs().parts.join(storeName, parts, options)
  joining.set(uploadId, join)
  return join.finally(() => joining.delete(uploadId))
}

/**
 * Every part is what its sender meant, yet the whole is not what was promised: nobody can mend that, so nothing is kept. A part that the
 * store lost is forgotten, so that its sender sees it missing and sends it again.
 */
async function join(call: GuardedCall, uploadId: string, completion: Completion): Promise<StoredBlob> {
  try {
    return await joinOnce(uploadId, completion)
  } catch (error) {
    const { reason, part } = error instanceof AppError ? error.details : {}
    if (reason === 'digest_mismatch') await runCommand(abortUpload, { ...call.invocation, input: { uploadId } })
    if (reason === 'part_missing' && typeof part === 'number')
      await database().uploadPart.deleteMany({ where: { uploadId, number: part } })
    throw error
  }
}

/** POST that makes one file of the parts. Safe to repeat until it answers. */
export const completeRoute = defineGuarded(completeUpload as AnyOperation, { status: 200 }, async (call) => {
  const { request, params, invocation } = call
  const uploadId = String(params['uploadId'])
  const body = await readJsonBody(request, BODY_LIMIT)
  const input = { ...(typeof body === 'object' && body !== null ? body : {}), uploadId }
  const completion = await runQuery(prepareCompletion, { ...invocation, input })
  const stored =
    completion.done === null
      ? await join(call, uploadId, completion)
      : { sha256: completion.done, sizeBytes: completion.sizeBytes }
  const answer = await runCommand(completeUpload, { ...invocation, input: { uploadId, ...stored } })
  return jsonAnswer(answer, 200, invocation.requestId)
})
