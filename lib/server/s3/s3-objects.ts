import { AppError, notFound } from '@/lib/kernel/app-error'
import { type S3Client, s3Failure } from './s3-client'
import { escapeXml, xmlText } from './xml-fields'

export interface MultipartPart {
  number: number
  etag: string
}

/** What Slipway asks of an object store, in the store's own verbs. */
export interface S3Objects {
  /** Bytes of an object, or null when there is none. */
  size(key: string): Promise<number | null>
  read(key: string, range?: string): Promise<Response>
  write(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  remove(key: string): Promise<void>
  copy(from: string, to: string, sizeBytes: number): Promise<void>
  begin(key: string): Promise<string>
  /** The part's ETag; null when the upload is not open. */
  writePart(key: string, uploadId: string, number: number, bytes: Uint8Array<ArrayBuffer>): Promise<string | null>
  /** False when the upload is not open (any more). */
  complete(key: string, uploadId: string, parts: readonly MultipartPart[]): Promise<boolean>
  abort(key: string, uploadId: string): Promise<void>
}

const LONG_MS = 600_000

/** `copyBytes`: the largest piece that the store copies in one request (5 GiB on Amazon's). */
export function s3Objects(client: S3Client, bucket: string, copyBytes: number): S3Objects {
  const source = (key: string) => `/${bucket}/${key}`

  async function size(key: string): Promise<number | null> {
    const response = await client.send({ method: 'HEAD', key })
    if (response.status === 404) return null
    if (!response.ok) throw await s3Failure(response, { method: 'HEAD', key })
    return Number(response.headers.get('content-length'))
  }

  async function begin(key: string): Promise<string> {
    const xml = await client.text({ method: 'POST', key, query: { uploads: '' } })
    const uploadId = xmlText(xml, 'UploadId')
    if (uploadId === null) throw new Error('The artifact store began an upload without a name')
    return uploadId
  }

  async function complete(key: string, uploadId: string, parts: readonly MultipartPart[]): Promise<boolean> {
    const list = parts.map(
      ({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${escapeXml(etag)}</ETag></Part>`,
    )
    const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join('')}</CompleteMultipartUpload>`
    const request = { method: 'POST', key, query: { uploadId }, body, timeoutMs: LONG_MS } as const
    const response = await client.send(request)
    if (response.status === 404) return false
    const xml = await response.text()
    const code = xmlText(xml, 'Code')
    if (response.ok && code === null) return true
    if (code === 'InvalidPart' || code === 'InvalidPartOrder' || code === 'EntityTooSmall')
      throw new AppError('invalid', {
        message: 'A part is missing, was replaced, or is smaller than 5 MiB. Ask for the state and send it again.',
        details: { reason: 'part_missing' },
      })
    throw new Error(`The artifact store answered ${response.status} (${code ?? 'no code'}) to the end of an upload`)
  }

  async function copyInPieces(from: string, to: string, sizeBytes: number): Promise<void> {
    const uploadId = await begin(to)
    try {
      const parts: MultipartPart[] = []
      for (let start = 0; start < sizeBytes; start += copyBytes) {
        const number = parts.length + 1
        const range = `bytes=${start}-${Math.min(start + copyBytes, sizeBytes) - 1}`
        const xml = await client.text({
          method: 'PUT',
          key: to,
          query: { partNumber: String(number), uploadId },
          headers: { 'x-amz-copy-source': source(from), 'x-amz-copy-source-range': range },
          timeoutMs: LONG_MS,
        })
        parts.push({ number, etag: xmlText(xml, 'ETag') ?? '' })
      }
      if (!(await complete(to, uploadId, parts))) throw new Error('The artifact store lost a copy')
    } catch (error) {
      await abort(to, uploadId)
      throw error
    }
  }

  async function abort(key: string, uploadId: string): Promise<void> {
    const request = { method: 'DELETE', key, query: { uploadId } } as const
    const response = await client.send(request)
    if (!response.ok && response.status !== 404) throw await s3Failure(response, request)
  }

  return {
    size,
    async read(key, range) {
      const request = { method: 'GET', key, ...(range === undefined ? {} : { headers: { range } }) } as const
      const response = await client.send(request)
      if (response.status === 404) throw notFound('blob')
      if (!response.ok) throw await s3Failure(response, request)
      return response
    },
    write: async (key, body) => void (await client.text({ method: 'PUT', key, body, timeoutMs: LONG_MS })),
    remove: async (key) => void (await client.text({ method: 'DELETE', key })),
    async copy(from, to, sizeBytes) {
      if (sizeBytes > copyBytes) return copyInPieces(from, to, sizeBytes)
      const headers = { 'x-amz-copy-source': source(from) }
      await client.text({ method: 'PUT', key: to, headers, timeoutMs: LONG_MS })
    },
    begin,
    async writePart(key, uploadId, number, body) {
      const query = { partNumber: String(number), uploadId }
      const request = { method: 'PUT', key, query, body, timeoutMs: LONG_MS } as const
      const response = await client.send(request)
      if (response.status === 404) return null
      if (!response.ok) throw await s3Failure(response, request)
      return response.headers.get('etag')
    },
    complete,
    abort,
  }
}
