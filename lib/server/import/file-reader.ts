import { egressFetch } from '../egress'
import { refusedAnswer } from './import-error'
import type { ReadLimits, SourceReader } from './source-reader'

interface WebServer {
  /** `https://host[:port]`. */
  origin: string
  /** Sent as a bearer token; null: none. */
  token: string | null
}

/** One file at an address of the web. */
export function fileReader({ origin, token }: WebServer, limits: ReadLimits): SourceReader {
  return {
    list: async (path) => [{ key: path, sizeBytes: null, etag: null }],
    async read({ key }) {
      const answer = await egressFetch(`${origin}/${key.split('/').map(encodeURIComponent).join('/')}`, {
        headers: token === null ? {} : { authorization: `Bearer ${token}` },
        maxBytes: limits.maxBytes,
        totalMs: limits.deadline(),
        silenceMs: 30_000,
      })
      if (answer.status === 200) return answer.body
      answer.discard()
      throw refusedAnswer(`${origin}/${key}`, answer.status, null)
    },
  }
}
