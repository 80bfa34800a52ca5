import { AppError } from '@/lib/kernel/app-error'

function expectedDigest(request: Request): string | null {
  const header = request.headers.get('x-content-sha256')
  if (header === null) return null
  const hex = header
    .trim()
    .toLowerCase()
    .replace(/^sha256:/, '')
  if (!/^[0-9a-f]{64}$/.test(hex))
    throw new AppError('bad_request', { message: 'x-content-sha256 must be 64 hex digits.' })
  return hex
}

function expectedBytes(request: Request, maxBytes: number): number | null {
  const header = request.headers.get('content-length')
  if (header === null) return null
  const size = Number(header)
  if (size > maxBytes)
    throw new AppError('payload_too_large', { message: `At most ${maxBytes} bytes are taken here; these are ${size}.` })
  return Number.isSafeInteger(size) ? size : null
}

const EMPTY = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() })

/** A connection that broke while sending is the sender's business, not a fault inside. */
async function* untilBroken(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    const message = 'The upload broke off; nothing was kept. Send the file again.'
    throw new AppError('bad_request', { message, details: { reason: 'truncated_upload' }, cause })
  }
}

/** The raw bytes of a request, with what its sender promised about them. */
export function requestBytes(request: Request, maxBytes: number) {
  return {
    promised: { expectedSha256: expectedDigest(request), expectedBytes: expectedBytes(request, maxBytes), maxBytes },
    body: untilBroken((request.body ?? EMPTY) as unknown as AsyncIterable<Uint8Array>),
  }
}
