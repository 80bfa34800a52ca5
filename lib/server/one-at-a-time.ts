/** The part of a pg client that sends statements. */
interface Sender {
  // biome-ignore lint/suspicious/noExplicitAny: pg overloads this by the kind of its arguments, all of which pass through unseen
  query: (...given: any[]) => any
}

/**
 * Makes a client send its statements one after the other. Prisma asks for several relations at once inside a transaction too, where all of
 * them share one connection; pg warns of that and its next major version refuses it (prisma/orm#29468). Statements with a callback of their
 * own, as the pool sends them, and streams go out as they come.
 */
export function sendOneAtATime(client: Sender): void {
  const send = client.query.bind(client)
  let last: Promise<unknown> = Promise.resolve()
  client.query = (...given) => {
    const ownsItsEnd = given.some((part) => typeof part === 'function' || typeof part?.submit === 'function')
    if (ownsItsEnd) return send(...given)
    const answer = last.then(() => send(...given))
    last = answer.catch(() => undefined)
    return answer
  }
}
