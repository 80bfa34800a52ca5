import { once } from 'node:events'
import { createServer } from 'node:net'

/** An origin on a free port of this machine, for servers that must know their own address before they listen. */
export async function freeOrigin(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
