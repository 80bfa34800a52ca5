import { unescapeXml } from '../s3/xml-fields'
import type { SourceObject } from './source-reader'

interface Listing {
  objects: SourceObject[]
  next: string | null
}

/** By position, not by expression: the server behind an import source may answer anything, and is read in one pass. */
function between(xml: string, name: string): string | null {
  const start = xml.indexOf(`<${name}>`)
  if (start === -1) return null
  const end = xml.indexOf(`</${name}>`, start)
  return end === -1 ? null : unescapeXml(xml.slice(start + name.length + 2, end))
}

/** What ListObjectsV2 answered; entries that only stand for a folder are left out. */
export function readListing(xml: string): Listing {
  const [head = '', ...entries] = xml.split('<Contents>')
  const tail = entries.at(-1)?.split('</Contents>').at(-1) ?? ''
  const objects: SourceObject[] = []
  for (const entry of entries) {
    const text = entry.split('</Contents>', 1)[0] ?? ''
    const key = between(text, 'Key')
    const size = between(text, 'Size') ?? ''
    if (key === null || key.endsWith('/')) continue
    objects.push({ key, sizeBytes: /^\d{1,15}$/.test(size) ? Number(size) : null, etag: between(text, 'ETag') })
  }
  const rest = `${head}${tail}`
  return { objects, next: between(rest, 'IsTruncated') === 'true' ? between(rest, 'NextContinuationToken') : null }
}

/** The store's word for what went wrong. */
export function errorCode(xml: string): string | null {
  const code = between(xml, 'Code')
  return code !== null && /^\w{1,60}$/.test(code) ? code : null
}
