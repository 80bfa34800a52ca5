/** Why a source was not copied, for the person who registered it. `mayPass`: it is worth asking again in a moment. */
export class ImportError extends Error {
  readonly mayPass: boolean

  constructor(message: string, mayPass = false) {
    super(message)
    this.name = 'ImportError'
    this.mayPass = mayPass
  }
}

/** What an answer that is no file means, and what to do about it. `code`: the store's own word, where it gave one. */
export function refusedAnswer(what: string, status: number, code: string | null): ImportError {
  const said = code === null ? String(status) : `${status} ${code}`
  if (status === 401 || status === 403)
    return new ImportError(
      `${what}: access was refused (${said}). Check what the key or token of the import source may read, then register again.`,
    )
  if (status === 404)
    return new ImportError(`${what}: there is nothing (${said}). Check the address, then register again.`)
  if (status === 412) return new ImportError(`${what}: it changed while it was copied. Register it again.`)
  const mayPass = status >= 500 || status === 429 || status === 408
  return new ImportError(`${what}: the store answered ${said}. Check the address and the import source.`, mayPass)
}
