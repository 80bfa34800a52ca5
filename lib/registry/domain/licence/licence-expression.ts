import spdx from './spdx-ids.json' with { type: 'json' }

export type LicenceReading =
  /** `deprecated`: ids that SPDX keeps for old texts only. */
  { ok: true; expression: string; deprecated: string[] } | { ok: false; problem: string }

const MAX_LENGTH = 500
const MAX_DEPTH = 20
const byFold = (ids: readonly string[]) => new Map(ids.map((id) => [id.toLowerCase(), id]))
const LICENCES = byFold([...spdx.deprecated, ...spdx.licences])
const EXCEPTIONS = byFold(spdx.exceptions)
const CURRENT = new Set(spdx.licences)
const OWN = /^(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+$/

class BadLicence extends Error {}

function idOf(word: string, deprecated: string[]): string {
  if (OWN.test(word)) return word
  // GPL-2.0+ is an id of its own in old lists; elsewhere + means "or any later version".
  const plain = word.endsWith('+') ? word.slice(0, -1) : word
  const known = LICENCES.get(word.toLowerCase()) ?? LICENCES.get(plain.toLowerCase())
  if (known === undefined)
    throw new BadLicence(`${word} is not in the SPDX list. Use its id, or LicenseRef-NAME for a text of your own.`)
  if (!CURRENT.has(known)) deprecated.push(known)
  return known.toLowerCase() === word.toLowerCase() ? known : `${known}+`
}

function parseWords(words: readonly string[], deprecated: string[]): string {
  let at = 0
  const is = (word: string) => words[at]?.toUpperCase() === word
  const single = (depth: number): string => {
    if (depth > MAX_DEPTH) throw new BadLicence('It is nested too deeply.')
    const word = words[at]
    at += 1
    if (word === '(') {
      const inner = either(depth + 1)
      if (words[at] !== ')') throw new BadLicence('A closing parenthesis is missing.')
      at += 1
      return `(${inner})`
    }
    if (word === undefined || word === ')' || /^(and|or|with)$/i.test(word))
      throw new BadLicence('A licence id is missing between its words.')
    const id = idOf(word, deprecated)
    if (!is('WITH')) return id
    const exception = EXCEPTIONS.get((words[at + 1] ?? '').toLowerCase())
    if (exception === undefined) throw new BadLicence(`${words[at + 1] ?? 'Nothing'} is no exception in the SPDX list.`)
    at += 2
    return `${id} WITH ${exception}`
  }
  const chain = (word: 'AND' | 'OR', next: (depth: number) => string, depth: number): string => {
    const parts = [next(depth)]
    while (is(word)) {
      at += 1
      parts.push(next(depth))
    }
    return parts.join(` ${word} `)
  }
  const both = (depth: number): string => chain('AND', single, depth)
  const either = (depth: number): string => chain('OR', both, depth)
  const expression = either(0)
  if (at < words.length) throw new BadLicence(`${words[at]} is not expected there: join licences with AND or OR.`)
  return expression
}

/** An SPDX licence expression in its normal spelling (ids as the list writes them), or what is wrong with it. */
export function readLicence(text: string): LicenceReading {
  if (text.length > MAX_LENGTH) return { ok: false, problem: `It is longer than ${MAX_LENGTH} characters.` }
  const words = text
    .replace(/([()])/g, ' $1 ')
    .split(/\s+/)
    .filter((word) => word !== '')
  const deprecated: string[] = []
  try {
    return { ok: true, expression: parseWords(words, deprecated), deprecated }
  } catch (error) {
    if (error instanceof BadLicence) return { ok: false, problem: error.message }
    throw error
  }
}
