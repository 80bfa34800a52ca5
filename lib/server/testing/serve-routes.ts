import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

interface ServedRoute {
  path: string
  methods: readonly string[]
  load(): Promise<object>
}

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

/** `{name}` stands for one segment; a last `{path}` for all that follow. */
function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.]/g, '\\.')
    .replace(/\{path\}$/, '(?<path>.+)')
    .replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
  return new RegExp(`^${source}$`)
}

interface Serving {
  routes: readonly (ServedRoute & { pattern: RegExp; handlers(): Promise<object> })[]
  origin: string
}

/** Patterns and modules are made once, as a web server does: requests pay for handlers only. */
function prepare(routes: readonly ServedRoute[]): Serving['routes'] {
  return routes.map((route) => {
    let loaded: Promise<object> | null = null
    return {
      ...route,
      pattern: patternOf(route.path),
      handlers() {
        loaded ??= route.load()
        return loaded
      },
    }
  })
}

async function answer({ routes, origin }: Serving, incoming: IncomingMessage, outgoing: ServerResponse) {
  const url = new URL(incoming.url ?? '/', origin)
  const method = incoming.method ?? 'GET'
  const found = routes.find(({ pattern, methods }) => methods.includes(method) && pattern.test(url.pathname))
  if (!found) return void outgoing.writeHead(404).end('{}')
  const handler = Reflect.get(await found.handlers(), method) as Handler
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value)
  headers.set('host', url.host)
  const body = ['GET', 'HEAD'].includes(method) ? {} : { body: Readable.toWeb(incoming), duplex: 'half' }
  const params = Object.entries(found.pattern.exec(url.pathname)?.groups ?? {})
  const decoded = Object.fromEntries(params.map(([name, value]) => [name, decodeURIComponent(value)]))
  const request = new Request(url, { method, headers, ...body } as RequestInit)
  const response = await handler(request, { params: Promise.resolve(decoded) })
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  if (response.body === null) outgoing.end()
  else Readable.fromWeb(response.body as ReadableStream).pipe(outgoing)
}

/**
 * Route handlers over HTTP, bodies streamed both ways, without Next.js. `before` sees every request first and may keep it waiting. Handlers
 * believe to be asked at `origin`; where answers hold addresses that are followed, it is a configured origin on this machine, listened at.
 */
export async function serveRoutes(
  routes: readonly ServedRoute[],
  before: (request: IncomingMessage, response: ServerResponse) => Promise<void> | void = () => undefined,
  origin: string | null = null,
) {
  const serving = { routes: prepare(routes), origin: origin ?? 'http://localhost:3000' }
  const server = createServer((incoming, outgoing) => {
    Promise.resolve(before(incoming, outgoing))
      .then(() => answer(serving, incoming, outgoing))
      .catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) =>
    server.listen(origin === null ? 0 : Number(new URL(origin).port), '127.0.0.1', () => resolve()),
  )
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
