import { ApiError } from '@/components/api/api-error'

interface Sending {
  /** What the server must find when it hashes what arrived. */
  sha256?: string
  onSent: (bytes: number) => void
  /** Breaks it off; the promise ends with the signal's reason. */
  signal: AbortSignal
}

function problemOf(request: XMLHttpRequest): ApiError {
  let body: { code?: string; detail?: string; requestId?: string } = {}
  try {
    body = JSON.parse(request.responseText)
  } catch {
    body = {}
  }
  return new ApiError({
    status: request.status,
    code: body.code ?? (request.status === 0 ? 'unreachable' : 'internal'),
    message: body.detail ?? 'The upload broke off. Upload again: what has arrived is not sent twice.',
    requestId: body.requestId ?? null,
  })
}

/** fetch cannot report upload progress, hence XMLHttpRequest. The server checks the digest that it computes while reading. */
export function putBytes(
  path: string,
  workspace: string,
  body: XMLHttpRequestBodyInit,
  sending: Sending,
): Promise<void> {
  const { signal } = sending
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const request = new XMLHttpRequest()
    request.open('PUT', path)
    request.setRequestHeader('x-slipway-workspace', workspace)
    request.setRequestHeader('content-type', 'application/octet-stream')
    if (sending.sha256 !== undefined) request.setRequestHeader('x-content-sha256', sending.sha256)
    request.upload.onprogress = (event) => sending.onSent(event.loaded)
    request.onload = () => (request.status < 300 ? resolve() : reject(problemOf(request)))
    request.onerror = () => reject(problemOf(request))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(body)
  })
}
