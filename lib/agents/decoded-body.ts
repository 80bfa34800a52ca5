import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AppError } from '@/lib/kernel/app-error'

const unpack = promisify(gunzip)

/** The signature covers the bytes as sent; what they hold may be gzip. A small bomb must not become a large buffer. */
export async function decodedBody(request: Request, bytes: Buffer, maxOutputLength: number): Promise<Buffer> {
  const encoding = request.headers.get('content-encoding') ?? 'identity'
  if (encoding === 'identity') return bytes
  if (encoding !== 'gzip')
    throw new AppError('unsupported_media_type', { message: 'Content-Encoding must be gzip or absent.' })
  try {
    return await unpack(bytes, { maxOutputLength })
  } catch (cause) {
    const isTooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    if (isTooLarge)
      throw new AppError('payload_too_large', {
        message: `The batch is larger than ${maxOutputLength} bytes decoded.`,
        cause,
      })
    throw new AppError('bad_request', { message: 'The body is not valid gzip.', cause })
  }
}
