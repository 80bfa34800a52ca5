import { isIP } from 'node:net'
import { EgressError } from './egress-error'

export interface EgressTarget {
  url: URL
  /** Without brackets and without a last dot, as it is looked up. */
  host: string
  /** The literal address that the host is, else null. */
  literal: string | null
  /** The installation opened this host and port: it may be private, and spoken to without TLS. */
  isOpened: boolean
}

const LOCAL_NAMES = /(^|\.)(localhost|internal|local)$|^metadata$|^metadata\.goog$/

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** `host:port,[fd00::1]:9000` as a set of destinations in one spelling. */
export function readOpened(list: string): ReadonlySet<string> {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return new Set(
    entries.map((entry) => {
      const [, port] = /^(?:\[[0-9a-f:.]+\]|[^\s:/@?#[\]]+):(\d{1,5})$/i.exec(entry) ?? []
      if (port === undefined || Number(port) > 65_535 || !URL.canParse(`http://${entry}`))
        throw new Error(`${entry} is not host:port`)
      return `${bare(new URL(`http://${entry}`).hostname)}:${Number(port)}`
    }),
  )
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'http:' ? 80 : 443))
}

/** How a destination is opened, for the operator who reads a refusal. */
export function openingOf(host: string, url: URL): string {
  return `An operator opens it with SLIPWAY_EGRESS_ALLOW=${host.includes(':') ? `[${host}]` : host}:${portOf(url)}.`
}

/** What an address that a person gave would connect to; whatever is not plainly allowed is refused. No name is looked up here. */
export function readTarget(address: string, opened: ReadonlySet<string>): EgressTarget {
  // The parser skips white space and turns backslashes; who wants that wants two readers to see two addresses.
  if (!URL.canParse(address) || !/^[\x21-\x7e]+$/.test(address) || address.includes('\\'))
    throw new EgressError('blocked', 'This is no address that Slipway would open.')
  const url = new URL(address)
  const host = bare(url.hostname)
  const port = portOf(url)
  const isOpened = opened.has(`${host}:${port}`)
  const no = (why: string) => new EgressError('blocked', `${host || url.protocol}: ${why}`)
  const opening = openingOf(host, url)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw no('only https addresses are opened.')
  if (url.username !== '' || url.password !== '') throw no('an address holds no user name or password.')
  if (url.protocol === 'http:' && !isOpened) throw no(`without TLS it is not opened. ${opening}`)
  if (port !== 443 && !isOpened) throw no(`port ${port} is not open. ${opening}`)
  if (LOCAL_NAMES.test(host) && !isOpened) throw no(`a name of this network is not open. ${opening}`)
  url.hash = ''
  return { url, host, literal: isIP(host) === 0 ? null : host, isOpened }
}
