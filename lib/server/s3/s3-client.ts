import { setTimeout as wait } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { AppError } from '@/lib/kernel/app-error'
import { sha256Hex } from '@/lib/kernel/sha256'
import type { S3Settings } from './s3-settings'
import { xmlText } from './xml-fields'

export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Below the bucket, prefix included; empty for the bucket itself. */
  key: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer> | string
  /** How long until the answer begins. */
  timeoutMs?: number
}

export interface S3Client {
  /** Any answer below 500; the store's own faults and broken connections are tried again. */
  send(request: S3Request): Promise<Response>
  /** The text of a 2xx answer without an error inside. */
  text(request: S3Request): Promise<string>
  /** An address that carries its own signature. */
  presign(request: Pick<S3Request, 'method' | 'key' | 'query'>, forSec: number): Promise<string>
}

const ATTEMPTS = 5

function unavailable(cause: unknown): AppError {
  const message = 'The artifact store does not answer right now. Nothing was changed; try again.'
  return new AppError('unavailable', { message, cause })
}

/** An answer that no retry would make better; its code is for the log, never for the caller. */
export async function s3Failure(response: Response, request: Pick<S3Request, 'method' | 'key'>): Promise<Error> {
  const xml = await response.text().catch(() => '')
  const code = xmlText(xml, 'Code') ?? 'no code'
  return new Error(`The artifact store answered ${response.status} (${code}) to ${request.method} ${request.key}`)
}

export function s3Client(settings: S3Settings): S3Client {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings
  const credentials = { accessKeyId, secretAccessKey, region, service: 's3', cache: new Map<string, ArrayBuffer>() }
  const base = new URL(endpoint)
  if (!settings.pathStyle) base.hostname = `${bucket}.${base.hostname}`
  const urlOf = ({ key, query = {} }: Pick<S3Request, 'key' | 'query'>): URL => {
    const url = new URL(base)
    url.pathname = settings.pathStyle ? `/${bucket}/${key}` : `/${key}`
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url
  }

  async function once(request: S3Request): Promise<Response> {
    const { method, body } = request
    // The signed digest makes the store refuse bytes that changed on the way.
    const headers = { ...request.headers, 'x-amz-content-sha256': sha256Hex(body ?? '') }
    const signed = await new AwsV4Signer({ ...credentials, method, url: urlOf(request).href, headers }).sign()
    const timer = new AbortController()
    const timeout = setTimeout(() => timer.abort(new Error('no answer in time')), request.timeoutMs ?? 60_000)
    try {
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        ...(body === undefined ? {} : { body }),
        redirect: 'error',
        signal: timer.signal,
      })
    } finally {
      clearTimeout(timeout)
    }
  }

  async function send(request: S3Request): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await once(request).catch((cause: unknown) => unavailable(cause))
      const failed = answer instanceof AppError ? answer : answer.status >= 500 || answer.status === 429
      if (answer instanceof Response && !failed) return answer
      if (answer instanceof Response) await answer.body?.cancel()
      if (attempt === ATTEMPTS)
        throw answer instanceof AppError ? answer : unavailable(new Error(`HTTP ${answer.status}`))
      await wait(50 * 2 ** attempt * (0.5 + Math.random()))
    }
  }

  return {
    send,
    async text(request) {
      const response = await send(request)
      if (!response.ok) throw await s3Failure(response, request)
      const xml = await response.text()
      // Long operations answer 200 before they know their end.
      if (/<Error[\s>]/.test(xml)) throw unavailable(new Error(xmlText(xml, 'Code') ?? 'error inside 200'))
      return xml
    },
    async presign(request, forSec) {
      const url = urlOf(request)
      url.searchParams.set('X-Amz-Expires', String(forSec))
      const signer = new AwsV4Signer({ ...credentials, method: request.method, url: url.href, signQuery: true })
      return (await signer.sign()).url.href.replaceAll('+', '%20')
    },
  }
}
