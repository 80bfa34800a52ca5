/** `blocked` and `redirected` are the address's own fault, `too_large` the answer's; the others may be better at another time. */
export type EgressCode = 'blocked' | 'redirected' | 'too_large' | 'unresolved' | 'timed_out' | 'broken'

/** Why an address was not asked, or its answer not read. The message is for people and names the host, never a header or a query. */
export class EgressError extends Error {
  readonly code: EgressCode

  constructor(code: EgressCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EgressError'
    this.code = code
  }

  get mayPass(): boolean {
    return this.code === 'unresolved' || this.code === 'timed_out' || this.code === 'broken'
  }
}
