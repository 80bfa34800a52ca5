export const IMPORT_SCHEMES = ['s3', 'gs', 'https', 'http'] as const
export type ImportScheme = (typeof IMPORT_SCHEMES)[number]

/** Where bytes lie outside of Slipway: `place` is a bucket, or a host with its port; `path` has no slash at either end. */
export interface ImportAddress {
  scheme: ImportScheme
  place: string
  path: string
}

const BUCKET = /^(s3|gs):\/\/([a-z0-9][a-z0-9._-]{1,61}[a-z0-9])(?:\/(.*))?$/
const URL_PATH = /^(https?):\/\/([^/?#@\\\s]+)(?:\/([^?#]*))?$/i

/** A path has one spelling: no empty or dotted segment, nothing that a second reader would decode or turn into a slash. */
function isPlain(path: string): boolean {
  if (path.length > 1024 || /[\p{Cc}\\%?#]/u.test(path)) return false
  return path === '' || path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

function decodeOnce(path: string): string | null {
  try {
    return path
      .split('/')
      .map((segment) => {
        const text = decodeURIComponent(segment)
        // A slash that was hidden in a segment would make two of it.
        if (text.includes('/')) throw new URIError('hidden slash')
        return text
      })
      .join('/')
  } catch {
    return null
  }
}

/** What a source with a scheme names, or null: no such scheme, or an address with more than one reading. */
export function parseImportAddress(source: string): ImportAddress | null {
  const [, bucketScheme, bucket, key = ''] = BUCKET.exec(source) ?? []
  if (bucketScheme !== undefined && bucket !== undefined) {
    const path = key.replace(/(?<=[^/])\/$/, '')
    return isPlain(path) ? { scheme: bucketScheme as 's3' | 'gs', place: bucket, path } : null
  }
  const [, urlScheme, authority, raw = ''] = URL_PATH.exec(source) ?? []
  if (urlScheme === undefined || authority === undefined) return null
  const origin = `${urlScheme.toLowerCase()}://${authority}`
  if (!URL.canParse(origin)) return null
  const { protocol, host } = new URL(origin)
  const path = decodeOnce(raw.replace(/(?<=[^/])\/$/, ''))
  return path !== null && isPlain(path) ? { scheme: protocol === 'https:' ? 'https' : 'http', place: host, path } : null
}

/** The address of a file, in the one spelling that is asked. */
export function urlOf({ scheme, place, path }: ImportAddress): string {
  return `${scheme}://${place}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** Whether a path lies at or below a prefix, by whole segments: `models` covers `models/churn`, not `models-old`. */
function isBelow(path: string, prefix: string): boolean {
  return prefix === '' || path === prefix || path.startsWith(`${prefix}/`)
}

/** The source that covers an address; of several the one with the longest prefix. */
export function coveringSource<T extends { scheme: string; place: string; prefix: string }>(
  address: ImportAddress,
  sources: readonly T[],
): T | null {
  const covering = sources.filter(
    (one) => one.scheme === address.scheme && one.place === address.place && isBelow(address.path, one.prefix),
  )
  return covering.sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? null
}
