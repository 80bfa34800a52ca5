import { ApiError } from '@/components/api/api-error'

interface Upload {
  workspace: string
  versionId: string
  path: string
  file: Blob
  onProgress: (share: number) => void
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
    code: body.code ?? 'internal',
    message: body.detail ?? 'The upload broke off. Nothing of this file was kept; try again.',
    requestId: body.requestId ?? null,
  })
}

/** fetch cannot report upload progress, hence XMLHttpRequest. The server checks the digest that it computes while reading. */
export function uploadFile({ workspace, versionId, path, file, onProgress }: Upload): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const where = path.split('/').map(encodeURIComponent).join('/')
    request.open('PUT', `/api/v1/registry/versions/${versionId}/files/${where}`)
    request.setRequestHeader('x-slipway-workspace', workspace)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onProgress(event.total === 0 ? 1 : event.loaded / event.total)
    request.onload = () => (request.status < 300 ? resolve() : reject(problemOf(request)))
    request.onerror = () => reject(problemOf(request))
    request.send(file)
  })
}
