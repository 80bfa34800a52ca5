/** Closed set of error codes; each maps to one HTTP status at the edge. */
export const ERROR_STATUS = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  in_flight: 409,
  gone: 410,
  payload_too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  refused: 422,
  idempotency_mismatch: 422,
  locked: 423,
  protocol_too_old: 426,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

interface AppErrorOptions {
  /** What was wrong and what to do next, for a person. */
  message: string
  /** Machine-readable facts: field errors, current state, a room's own reason code under `reason`. */
  details?: Record<string, unknown>
  cause?: unknown
}

/** The one error thrown above `domain`; domain code returns unions instead. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, options: AppErrorOptions) {
    super(options.message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.details = options.details ?? {}
  }

  get status(): number {
    return ERROR_STATUS[this.code]
  }
}

/** A foreign id and an unknown id give the same answer, so that ids of other workspaces reveal nothing. */
export function notFound(what: string): AppError {
  return new AppError('not_found', { message: `No such ${what} in this workspace.` })
}
