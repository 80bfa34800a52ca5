import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

const ROUTES: [RegExp, string, () => Promise<Record<string, unknown>>][] = [
  [/^\/enroll\/challenge$/, '', () => import('@/app/api/agent/v1/enroll/challenge/route')],
  [/^\/enroll$/, '', () => import('@/app/api/agent/v1/enroll/route')],
  [/^\/session\/challenge$/, '', () => import('@/app/api/agent/v1/session/challenge/route')],
  [/^\/session$/, '', () => import('@/app/api/agent/v1/session/route')],
  [/^\/poll$/, '', () => import('@/app/api/agent/v1/poll/route')],
  [/^\/observed$/, '', () => import('@/app/api/agent/v1/observed/route')],
  [/^\/predictions$/, '', () => import('@/app/api/agent/v1/predictions/route')],
  [/^\/commands\/([^/]+)\/events$/, 'commandId', () => import('@/app/api/agent/v1/commands/[commandId]/events/route')],
  [/^\/artifacts\/([^/]+)$/, 'manifestDigest', () => import('@/app/api/agent/v1/artifacts/[manifestDigest]/route')],
  [/^\/files\/([^/]+)$/, 'sha256', () => import('@/app/api/agent/v1/files/[sha256]/route')],
]

async function toRequest(incoming: IncomingMessage, origin: string): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  // The routes accept the configured origin; the port of a test server is not it.
  headers.set('host', 'localhost:3000')
  const body = incoming.method === 'GET' ? null : Buffer.concat(chunks)
  return new Request(origin + (incoming.url ?? '/'), { method: incoming.method ?? 'GET', headers, body })
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, origin: string): Promise<void> {
  const path = (incoming.url ?? '/').split('?')[0]?.replace('/api/agent/v1', '') ?? ''
  for (const [pattern, param, load] of ROUTES) {
    const match = pattern.exec(path)
    if (match === null) continue
    const handler = (await load())[incoming.method ?? 'GET'] as Handler
    const params = param === '' ? {} : { [param]: decodeURIComponent(match[1] ?? '') }
    const response = await handler(await toRequest(incoming, origin), { params: Promise.resolve(params) })
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    if (response.body === null) outgoing.end()
    else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing)
    return
  }
  outgoing.writeHead(404).end()
}

/** The real agent routes over HTTP. While it is away, connections break as if nobody were there. */
export async function serveAgentRoutes(port: number) {
  let away = false
  let url = ''
  const server = createServer((incoming, outgoing) => {
    if (away) return void incoming.socket.destroy()
    answer(incoming, outgoing, url).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`
  return {
    url,
    setAway(isAway: boolean) {
      away = isAway
      if (isAway) server.closeAllConnections()
    },
    async close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
