import { parse } from 'yaml'
import { z } from 'zod'
import { splitFrontMatter } from './front-matter'

const words = z.string().trim().min(1).max(500)
const head = z.object({
  license: z
    .union([words, z.array(words).min(1)])
    .optional()
    .catch(undefined),
  licence: z
    .union([words, z.array(words).min(1)])
    .optional()
    .catch(undefined),
})

/** What a card's front matter states under `license`, as text; several are all to be kept, hence AND. */
export function cardLicence(card: string): string | null {
  const { head: yaml } = splitFrontMatter(card)
  if (yaml === null) return null
  try {
    const found = head.safeParse(parse(yaml, { schema: 'failsafe', maxAliasCount: 10, logLevel: 'error' }))
    const stated = found.success ? (found.data.license ?? found.data.licence) : undefined
    return Array.isArray(stated) ? stated.join(' AND ') : (stated ?? null)
  } catch {
    return null
  }
}
