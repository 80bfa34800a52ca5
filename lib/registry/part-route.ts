import { blobs } from '@/lib/server/blobs'
import { defineGuarded, jsonAnswer } from '@/lib/server/guarded-route'
import type { AnyOperation } from '@/lib/server/operation'
import { requestBytes } from '@/lib/server/request-bytes'
import { runCommand } from '@/lib/server/run-command'
import { runQuery } from '@/lib/server/run-query'
import { preparePart } from './use-cases/prepare-part'
import { recordPart } from './use-cases/record-part'

/** PUT of one part's raw bytes. The same part may be sent again; exactly the agreed number of bytes is taken. */
export const partRoute = defineGuarded(
  recordPart as AnyOperation,
  { status: 200, ratePool: 'ingest' },
  async ({ request, params, invocation }) => {
    const part = { uploadId: String(params['uploadId']), number: Number(params['number']) }
    const { storeName, sizeBytes } = await runQuery(preparePart, { ...invocation, input: part })
    const { body, promised } = requestBytes(request, sizeBytes)
    const options = { ...promised, expectedBytes: sizeBytes }
    const stored = await blobs().parts.put(storeName, part.number, body, options)
    const answer = await runCommand(recordPart, { ...invocation, input: { ...part, ...stored } })
    return jsonAnswer(answer, 200, invocation.requestId)
  },
)
