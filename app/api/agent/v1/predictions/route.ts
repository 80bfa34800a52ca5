import { jsonAnswer, signedRoute } from '@/lib/agents/agent-route'
import { decodedBody } from '@/lib/agents/decoded-body'
import { ingestPredictions as ingest } from '@/lib/monitoring/ingest-port'
import { ingestPredictions } from '@/lib/monitoring/use-cases/ingest-predictions'
import type { AnyOperation } from '@/lib/server/operation'

const PACKED_LIMIT = 8 * 2 ** 20
const DECODED_LIMIT = 32 * 2 ** 20

export const maxDuration = 120
export const POST = signedRoute(
  ingestPredictions as AnyOperation,
  async ({ request, caller, bytes, requestId }) => {
    const body = await decodedBody(request, bytes, DECODED_LIMIT)
    const format = request.headers.get('content-type')?.startsWith('application/x-ndjson') ? 'ndjson' : 'json'
    const { principal } = caller
    const idempotencyKey = request.headers.get('idempotency-key')
    return jsonAnswer(
      await ingest({ principal, workspaceId: principal.workspaceId, body, format, idempotencyKey }),
      requestId,
    )
  },
  { kind: 'ingest', bodyLimit: PACKED_LIMIT },
)
