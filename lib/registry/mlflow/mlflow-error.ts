/** MLflow's error codes and the HTTP status of each; clients raise RestException with the code and the text as they stand. */
export const MLFLOW_STATUS = {
  RESOURCE_ALREADY_EXISTS: 400,
  INVALID_PARAMETER_VALUE: 400,
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  CUSTOMER_UNAUTHORIZED: 401,
  PERMISSION_DENIED: 403,
  RESOURCE_DOES_NOT_EXIST: 404,
  NOT_FOUND: 404,
  ENDPOINT_NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  ABORTED: 409,
  RESOURCE_CONFLICT: 409,
  REQUEST_LIMIT_EXCEEDED: 429,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL_ERROR: 500,
  INVALID_STATE: 500,
  NOT_IMPLEMENTED: 501,
  TEMPORARILY_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
} as const

export type MlflowErrorCode = keyof typeof MLFLOW_STATUS

/** An answer of the MLflow API in its own words, for texts that clients or their users' code match. */
export class MlflowError extends Error {
  readonly code: MlflowErrorCode
  readonly details: Record<string, unknown>

  constructor(code: MlflowErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'MlflowError'
    this.code = code
    this.details = details
  }
}

export function invalidParameter(message: string): MlflowError {
  return new MlflowError('INVALID_PARAMETER_VALUE', message)
}

export function doesNotExist(message: string): MlflowError {
  return new MlflowError('RESOURCE_DOES_NOT_EXIST', message)
}
