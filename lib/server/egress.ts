import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { type IncomingHttpHeaders, type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { addressBlocker } from './blocked-address'
import { EgressError } from './egress-error'
import { type EgressTarget, openingOf, readTarget } from './egress-target'
import { env } from './env'

export interface EgressOptions {
  headers?: Record<string, string>
  /** Until the last byte. */
  totalMs?: number
  /** Until the answer begins, and between two pieces of it. */
  silenceMs?: number
  maxBytes?: number
}

export interface EgressAnswer {
  status: number
  headers: IncomingHttpHeaders
  /** The bytes as they come, never more than `maxBytes`; to be read once, or given back with `discard`. */
  body: AsyncIterable<Uint8Array>
  text(): Promise<string>
  discard(): void
}

export interface EgressNetwork {
  opened: ReadonlySet<string>
  isBlocked(address: string, isOpened: boolean): boolean
  resolve(host: string): Promise<LookupAddress[]>
  /** Whom to trust instead of the certificate authorities of this machine. */
  ca?: string
}

const CONNECT_MS = 5000
const DEFAULTS = { headers: {}, totalMs: 15_000, silenceMs: 15_000, maxBytes: 1024 * 1024 }

function toEgressError(host: string, cause: unknown): EgressError {
  if (cause instanceof EgressError) return cause
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'no code'
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN'
    ? new EgressError('unresolved', `${host}: the name is not known (${code}).`)
    : new EgressError('broken', `${host}: the connection failed (${code}).`)
}

/** Which address it is stays untold: the names of a network are nobody's to map from here. */
function closedAddress({ host, url, isOpened }: EgressTarget): EgressError {
  const opening = isOpened ? 'It cannot be opened.' : openingOf(host, url)
  return new EgressError('blocked', `${host}: it leads to a private or reserved address, which is not open. ${opening}`)
}

/** The connector's own lookup: names are asked once, every answer is checked, and the socket gets only what was checked. */
function checkedLookup(target: EgressTarget, network: EgressNetwork): LookupFunction {
  const { host, isOpened } = target
  return (_hostname, options, callback) => {
    network
      .resolve(host)
      .then((found) => {
        if (found.some(({ address }) => network.isBlocked(address, isOpened))) throw closedAddress(target)
        const [first] = found
        if (first === undefined) throw new EgressError('unresolved', `${host}: the name has no address.`)
        if (options.all) callback(null, found)
        else callback(null, first.address, first.family)
      })
      .catch((error: unknown) => callback(toEgressError(host, error), options.all ? [] : '', 0))
  }
}

async function* limited(
  response: IncomingMessage,
  host: string,
  { maxBytes, silenceMs }: { maxBytes: number; silenceMs: number },
): AsyncGenerator<Uint8Array> {
  const pieces = response[Symbol.asyncIterator]()
  let sizeBytes = 0
  try {
    for (;;) {
      const silence = new EgressError('timed_out', `${host}: it stopped sending.`)
      // Only the wait for the other side counts: who reads slowly here is not silent there.
      const timer = setTimeout(() => response.destroy(silence), silenceMs)
      const next = await pieces.next().finally(() => clearTimeout(timer))
      if (next.done === true) return
      sizeBytes += next.value.byteLength
      if (sizeBytes > maxBytes) throw new EgressError('too_large', `${host}: it sent more than ${maxBytes} bytes.`)
      yield next.value
    }
  } catch (error) {
    throw toEgressError(host, error)
  } finally {
    response.destroy()
  }
}

function answerOf(response: IncomingMessage, host: string, limits: { maxBytes: number; silenceMs: number }) {
  const body = limited(response, host, limits)
  const answer: EgressAnswer = {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body,
    async text() {
      const pieces: Uint8Array[] = []
      for await (const piece of body) pieces.push(piece)
      return Buffer.concat(pieces).toString('utf8')
    },
    discard: () => void response.destroy(),
  }
  return answer
}

/** What can be said about an address without looking up its name; whoever keeps addresses asks before keeping one. */
function requireReachable(address: string, { opened, isBlocked }: EgressNetwork): EgressTarget {
  const target = readTarget(address, opened)
  if (target.literal !== null && isBlocked(target.literal, target.isOpened)) throw closedAddress(target)
  return target
}

/** GET requests through one door. No redirects, no proxy, no cookies, no connection that outlives its request. */
export function createEgress(network: EgressNetwork) {
  return (address: string, options: EgressOptions = {}): Promise<EgressAnswer> => {
    const { headers, totalMs, silenceMs, maxBytes } = { ...DEFAULTS, ...options }
    return new Promise((resolve, reject) => {
      const target = requireReachable(address, network)
      const { url, host } = target
      const isSecure = url.protocol === 'https:'
      const request = (isSecure ? requestSecure : requestPlain)(url, {
        headers: { 'accept-encoding': 'identity', ...headers },
        lookup: checkedLookup(target, network),
        agent: false,
        ...(network.ca === undefined ? {} : { ca: network.ca }),
      })
      let open: { destroy(error: Error): unknown } = request
      const late = (what: string) => () => open.destroy(new EgressError('timed_out', `${host}: ${what}`))
      const total = setTimeout(late(`it took longer than ${totalMs} ms.`), totalMs)
      const connect = setTimeout(late('no connection came about.'), CONNECT_MS)
      const begin = setTimeout(late('it does not answer.'), silenceMs)
      request.once('socket', (socket) => {
        socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connect))
      })
      request.once('close', () => {
        for (const timer of [total, connect, begin]) clearTimeout(timer)
      })
      request.on('error', (error) => reject(toEgressError(host, error)))
      request.once('response', (response) => {
        open = response
        clearTimeout(begin)
        const status = response.statusCode ?? 0
        if (status >= 300 && status < 400) {
          response.destroy()
          reject(
            new EgressError('redirected', `${host}: it sends elsewhere (${status}), and redirects are not followed.`),
          )
        } else resolve(answerOf(response, host, { maxBytes, silenceMs }))
      })
      request.end()
    })
  }
}

const outside: EgressNetwork = {
  opened: env.egressOpened,
  isBlocked: addressBlocker(env.clusterCidrs),
  resolve: (host) => lookup(host, { all: true, verbatim: true }),
}

/** The only way out for addresses that people give. */
export const egressFetch = createEgress(outside)

export function requireEgress(address: string): void {
  requireReachable(address, outside)
}
