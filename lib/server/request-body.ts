import { AppError } from '@/lib/kernel/app-error'

export const JSON_BODY_LIMIT = 65_536
const MAX_DEPTH = 64

/** Reads at most `limit` bytes; stops reading as soon as there are more. */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const declared = Number(request.headers.get('content-length') ?? '0')
  if (declared > limit) throw tooLarge(limit)
  if (request.body === null) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(limit: number): AppError {
  return new AppError('payload_too_large', { message: `The body is larger than ${limit} bytes. Send less at once.` })
}

/** Rejects nesting beyond 64 levels before the parser meets it (a cheap scan of the text). */
function requireShallow(text: string): void {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 92) i += 1
      else if (c === 34) inString = false
    } else if (c === 34) inString = true
    else if (c === 123 || c === 91) {
      depth += 1
      if (depth > MAX_DEPTH)
        throw new AppError('invalid', { message: `The body is nested deeper than ${MAX_DEPTH} levels.` })
    } else if (c === 125 || c === 93) depth -= 1
  }
}

/** PostgreSQL stores no NUL (escaped or not), and no lone surrogate. */
export function isStorable(json: string): boolean {
  return !json.includes('\\u0000') && !json.includes('\u0000') && json.isWellFormed()
}

/** Parses text as JSON with depth, NUL and surrogate rules. */
export function parseJson(text: string): unknown {
  requireShallow(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('bad_request', { message: 'The body is not valid JSON.', cause })
  }
  if (!isStorable(text))
    throw new AppError('invalid', { message: 'Text must not hold NUL characters or lone surrogates.' })
  return value
}

/** The JSON body of a mutation; an empty body reads as {}. */
export async function readJsonBody(request: Request, limit = JSON_BODY_LIMIT): Promise<unknown> {
  const bytes = await readBytes(request, limit)
  if (bytes.length === 0) return {}
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json(\s*;|$)/i.test(type))
    throw new AppError('unsupported_media_type', { message: 'Send the body as application/json.' })
  return parseJson(bytes.toString('utf8'))
}
