import { badRequest } from '../request-error'

/** JSON has no NaN and no infinities; a client that sends them is told so rather than "unexpected token". */
export function parseJsonBody(bytes: Buffer): unknown {
  const text = bytes.toString('utf8')
  try {
    return JSON.parse(text)
  } catch {
    if (text.trim() === '') throw badRequest('the body is empty')
    if (/[[:,\s](NaN|-?Infinity)\b/.test(text))
      throw badRequest('the body is not valid JSON: NaN and Infinity are not JSON numbers')
    throw badRequest('the body is not valid JSON')
  }
}
