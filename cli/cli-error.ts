/** A failure that a person can act on: printed as one line, without a stack. */
export class CliError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.name = 'CliError'
    this.exitCode = exitCode
  }
}

/** The API refused (its HTTP status) or did not answer (0). */
export class ApiProblem extends CliError {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.name = 'ApiProblem'
    this.status = status
  }
}

const FILE_PROBLEMS: Record<string, string> = {
  ENOENT: 'There is no file',
  EACCES: 'Not allowed to open',
  EISDIR: 'A folder is no file:',
}

/** What a person can act on, or null for a fault of ours: that one keeps its stack. */
export function asCliError(error: unknown): CliError | null {
  if (error instanceof CliError) return error
  if (!(error instanceof Error && 'code' in error && 'path' in error)) return null
  const problem = FILE_PROBLEMS[String(error.code)]
  return problem === undefined ? null : new CliError(`${problem} ${String(error.path)}.`)
}
