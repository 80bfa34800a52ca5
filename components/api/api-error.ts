/** A refusal or failure as the API reports it (RFC 9457), with what a person needs to act on it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly details: Record<string, unknown>

  constructor(problem: {
    status: number
    code: string
    message: string
    requestId: string | null
    details?: Record<string, unknown>
  }) {
    super(problem.message)
    this.name = 'ApiError'
    this.status = problem.status
    this.code = problem.code
    this.requestId = problem.requestId
    this.details = problem.details ?? {}
  }

  /** Field messages of a refused input, by path. */
  get fields(): { path: string; message: string }[] {
    const fields = this.details['fields']
    if (!Array.isArray(fields)) return []
    return fields.flatMap((field: unknown) =>
      typeof field === 'object' && field !== null && 'path' in field && 'message' in field
        ? [{ path: String(field.path), message: String(field.message) }]
        : [],
    )
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

/** From a non-2xx answer; an answer that is no problem document still gets a usable message. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  let body: Record<string, unknown> = {}
  try {
    body = record(await response.json())
  } catch {
    body = {}
  }
  return new ApiError({
    status: response.status,
    code: typeof body['code'] === 'string' ? body['code'] : 'internal',
    message:
      typeof body['detail'] === 'string'
        ? body['detail']
        : `The server answered ${response.status}. Nothing is known to have changed.`,
    requestId: typeof body['requestId'] === 'string' ? body['requestId'] : response.headers.get('x-request-id'),
    details: body,
  })
}
