import { z } from 'zod'

const problemSchema = z.object({
  code: z.string().optional(),
  /** The protocol's own word; `code` is the wider class that it belongs to. */
  reason: z.string().optional(),
  detail: z.string().optional(),
  title: z.string().optional(),
  serverTime: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})

/** An answer of the control plane that is not a success. */
export class ProtocolError extends Error {
  readonly status: number
  readonly code: string
  readonly serverTime: string | null
  readonly retryAfterMs: number | null

  constructor(status: number, code: string, message: string, serverTime: string | null, retryAfterMs: number | null) {
    super(message)
    this.name = 'ProtocolError'
    this.status = status
    this.code = code
    this.serverTime = serverTime
    this.retryAfterMs = retryAfterMs
  }
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export async function toProtocolError(response: Response): Promise<ProtocolError> {
  const body = await response.text()
  let problem: z.infer<typeof problemSchema> = {}
  try {
    problem = problemSchema.parse(JSON.parse(body))
  } catch {
    problem = { title: body.slice(0, 200) }
  }
  const retryAfter = Number(response.headers.get('retry-after'))
  return new ProtocolError(
    response.status,
    problem.reason ?? text(problem.details?.['reason']) ?? problem.code ?? `http_${response.status}`,
    problem.detail ?? problem.title ?? response.statusText,
    problem.serverTime ?? text(problem.details?.['serverTime']),
    Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter * 1000 : null,
  )
}
