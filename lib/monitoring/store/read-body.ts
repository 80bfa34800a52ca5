import { createHash } from 'node:crypto'
import { AppError } from '@/lib/kernel/app-error'
import { isStorable, parseJson } from '@/lib/server/request-body'

export interface ReadBody {
  /** The envelope. Its records are still text where the body is NDJSON. */
  value: unknown
  /** SHA-256 of the decoded body: tells a retry from another batch under the same id. */
  digest: Buffer
  /** Reads one of the envelope's records; undefined if it is no JSON, so that it fails by itself and the others are kept. */
  record(raw: unknown): unknown
}

const NDJSON_LIMIT = 10_001
const asItIs = (raw: unknown) => raw

/** Body of an ingest call: bytes as they came (JSON, or NDJSON whose first line is the envelope), or an object parsed already. */
export function readBody(body: Buffer | object, format: 'json' | 'ndjson' = 'json'): ReadBody {
  if (!Buffer.isBuffer(body)) {
    const text = JSON.stringify(body)
    return { value: body, digest: createHash('sha256').update(text).digest(), record: asItIs }
  }
  const digest = createHash('sha256').update(body).digest()
  const text = body.toString('utf8')
  if (format === 'json') return { value: parseJson(text), digest, record: asItIs }
  // Records are checked field by field and hold nothing nested: once the whole text is known to be storable, no line needs parseJson's care.
  const parse: (line: string) => unknown = isStorable(text) ? JSON.parse : parseJson
  return {
    value: readLines(text),
    digest,
    record(line) {
      try {
        return parse(String(line))
      } catch {
        return undefined
      }
    },
  }
}

function readLines(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const [first, ...records] = lines
  if (first === undefined)
    throw new AppError('bad_request', { message: 'The body is empty. Line 1 must be the envelope.' })
  if (lines.length > NDJSON_LIMIT)
    throw new AppError('payload_too_large', { message: 'A batch holds at most 10000 records. Split it.' })
  const envelope = parseJson(first)
  if (typeof envelope !== 'object' || envelope === null)
    throw new AppError('bad_request', { message: 'Line 1 must be the envelope object.' })
  return { ...envelope, records }
}
