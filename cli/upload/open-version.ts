import { createHash } from 'node:crypto'
import type { ApiClient } from '../api-client'
import type { LocalFile } from './send-file'

interface OpenVersion {
  id: string
  number: number
  state: string
  files: { path: string; sha256: string }[]
}

/**
 * A version that takes these files. The same call with the same words and bytes finds the version that an earlier, broken call made: its
 * idempotency key is made of what is registered. Versions of earlier calls that came to their end are left alone and counted past.
 */
export async function openVersion(
  api: ApiClient,
  modelId: string,
  body: object,
  files: readonly LocalFile[],
): Promise<OpenVersion> {
  const what = JSON.stringify({ modelId, body, files: files.map(({ name, sha256 }) => [name, sha256]) })
  const key = createHash('sha256').update(what).digest('hex')
  for (let earlier = 0; ; earlier += 1) {
    const { id } = await api.post<{ id: string }>(`/registry/models/${modelId}/versions`, body, `${key}-${earlier}`)
    const version = await api.get<OpenVersion>(`/registry/versions/${id}`)
    if (version.state === 'PENDING') return version
  }
}
