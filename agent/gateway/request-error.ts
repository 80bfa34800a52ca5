export type RequestErrorKind =
  | 'bad_request'
  | 'not_found'
  | 'too_large'
  | 'unavailable'
  | 'overloaded'
  | 'timeout'
  | 'failed'
  | 'unauthorized'

const HTTP_STATUS: Record<RequestErrorKind, number> = {
  bad_request: 400,
  not_found: 404,
  too_large: 413,
  unavailable: 503,
  overloaded: 503,
  timeout: 503,
  failed: 500,
  unauthorized: 401,
}

/** Something a caller can act on; its message goes into the answer. */
export class RequestError extends Error {
  readonly kind: RequestErrorKind

  constructor(kind: RequestErrorKind, message: string) {
    super(message)
    this.name = 'RequestError'
    this.kind = kind
  }

  get status(): number {
    return HTTP_STATUS[this.kind]
  }
}

export function badRequest(message: string): RequestError {
  return new RequestError('bad_request', message)
}
