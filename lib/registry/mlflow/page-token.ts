import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { sha256Hex } from '@/lib/kernel/sha256'
import { secretFile } from '@/lib/server/secret-file'
import { invalidParameter } from './mlflow-error'

const TAG_BYTES = 8
const payload = z.object({
  v: z.literal(1),
  after: z.array(z.union([z.string(), z.number(), z.null()])),
  q: z.string(),
})

const macKey = () => secretFile('page-token-key')

export type SortValue = string | number | null

/** Everything that a page belongs to: its workspace, filter, order and whatever else selects rows. */
function queryDigest(query: readonly string[]): string {
  return sha256Hex(JSON.stringify(query)).slice(0, 16)
}

function tagOf(text: string, key: Buffer): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, TAG_BYTES)
}

/** Keyset position as opaque text: where the page ended, for which query, under a MAC. */
export function encodePageToken(after: readonly SortValue[], query: readonly string[], key = macKey()): string {
  const text = JSON.stringify({ v: 1, after, q: queryDigest(query) })
  return Buffer.concat([Buffer.from(text, 'utf8'), tagOf(text, key)]).toString('base64url')
}

/** The sort values of the last row seen, or null for the first page; a token of another query or workspace is refused. */
export function decodePageToken(
  token: string | undefined,
  query: readonly string[],
  key = macKey(),
): SortValue[] | null {
  if (token === undefined || token === '') return null
  const bytes = Buffer.from(token, 'base64url')
  const text = bytes.subarray(0, -TAG_BYTES).toString('utf8')
  const tag = bytes.subarray(-TAG_BYTES)
  const isOurs = tag.length === TAG_BYTES && timingSafeEqual(tag, tagOf(text, key))
  const parsed = isOurs ? payload.safeParse(JSON.parse(text)) : null
  if (!parsed?.success || parsed.data.q !== queryDigest(query))
    throw invalidParameter('The page token does not belong to this query. Start again from the first page.')
  return parsed.data.after
}
