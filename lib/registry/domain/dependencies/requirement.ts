import { type Marker, parseMarker } from './marker'
import { parseSpecifiers, type VersionSpecifier } from './version-specifier'

/** One dependency as PEP 508 writes it. */
export interface Requirement {
  /** As written. */
  name: string
  /** As PEP 503 compares names: lower case, runs of `-_.` as one `-`. */
  key: string
  extras: string[]
  specifiers: VersionSpecifier[]
  /** Instead of specifiers: where it is fetched from. */
  url: string | null
  marker: Marker | null
  markerText: string | null
}

/** No index and no tool writes longer ones; matching stays quick whatever a file holds. */
const MAX_LENGTH = 4096
const NAME = /^\s*([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)\s*/i
const EXTRA = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i

export function packageKey(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase()
}

/** Text and marker; a marker after a URL needs a space before its semicolon, which may be part of a URL. */
function splitMarker(text: string, isUrl: boolean): [string, string | null] {
  const at = isUrl ? text.search(/\s;/) : text.indexOf(';')
  return at === -1 ? [text.trim(), null] : [text.slice(0, at).trim(), text.slice(text.indexOf(';', at) + 1).trim()]
}

function clausesOf(text: string): VersionSpecifier[] | null {
  const inner = /^\((.*)\)$/s.exec(text)?.[1] ?? text
  if (/[()]/.test(inner)) return null
  const specifiers = parseSpecifiers(inner)
  // Commas stand between clauses and at most once at the end.
  const commas = inner.split(',').length - 1
  return specifiers && commas <= Math.max(0, specifiers.length) && !/^\s*,|,\s*,/.test(inner) ? specifiers : null
}

/** `[one, two]` at the start; null when what stands between the brackets are no names. */
function takeExtras(text: string): { extras: string[]; rest: string } | null {
  if (!text.startsWith('[')) return { extras: [], rest: text }
  const end = text.indexOf(']')
  if (end === -1) return null
  const inner = text.slice(1, end).trim()
  const extras = inner === '' ? [] : inner.split(',').map((extra) => extra.trim())
  return extras.every((extra) => EXTRA.test(extra)) ? { extras, rest: text.slice(end + 1).trimStart() } : null
}

/** null: not a requirement by PEP 508. */
export function parseRequirement(text: string): Requirement | null {
  if (text.length > MAX_LENGTH) return null
  const name = NAME.exec(text)
  if (!name?.[1]) return null
  const taken = takeExtras(text.slice(name[0].length))
  if (taken === null) return null
  const { extras, rest } = taken
  const isUrl = rest.startsWith('@')
  const [body, markerText] = splitMarker(isUrl ? rest.slice(1) : rest, isUrl)
  const marker = markerText === null ? null : parseMarker(markerText)
  if (markerText !== null && marker === null) return null
  const specifiers = isUrl ? [] : clausesOf(body)
  if (specifiers === null || (isUrl && !/^\S+$/.test(body))) return null
  return {
    name: name[1],
    key: packageKey(name[1]),
    extras,
    specifiers,
    url: isUrl ? body : null,
    marker,
    markerText,
  }
}
