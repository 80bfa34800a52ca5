import type { IncomingMessage } from 'node:http'
import { RequestError } from '../request-error'

export const BODY_LIMIT = 8 * 1024 * 1024

/** The whole body, refused as soon as it is known to be too large. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => reject(new RequestError('too_large', `the body is larger than ${BODY_LIMIT} bytes`))
    if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) {
      tooLarge()
      return
    }
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength
      if (size > BODY_LIMIT) tooLarge()
      else chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('aborted', () => reject(new RequestError('bad_request', 'the request was cut off')))
  })
}
