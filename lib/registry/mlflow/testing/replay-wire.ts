import { ROUTES } from '@/app/api/route-manifest'
import { database } from '@/lib/server/database'
import { runIntake } from '../../run-intake'
import { standIn } from './stand-in'
import { type Bindings, bound, differs } from './wire-bindings'
import type { WireLine } from './wire-lines'

const SEALED = /^mlflow-artifacts:\/(model-versions\/[0-9a-f-]{36})$/

/** The route that serves a path: the one with the longest fixed beginning. */
function routeOf(pathname: string) {
  const fixed = (path: string) => path.split('{')[0] ?? ''
  const served = ROUTES.filter(({ path }) =>
    path.includes('{') ? pathname.startsWith(fixed(path)) : pathname === path,
  )
  return served.sort((a, b) => fixed(b.path).length - fixed(a.path).length)[0]
}

type Handler = (request: Request, context: object) => Promise<Response>

async function send(request: Request): Promise<{ status: number; body: unknown }> {
  const { pathname } = new URL(request.url)
  const route = routeOf(pathname)
  const handler = route && ((await route.load()) as Record<string, Handler>)[request.method]
  if (!route || !handler) return { status: 404, body: `no route ${request.method} ${pathname}` }
  const path = pathname.slice((route.path.split('{')[0] ?? '').length).split('/')
  const response = await handler(request, { params: Promise.resolve({ path }) })
  const text = await response.text()
  try {
    return { status: response.status, body: JSON.parse(text) }
  } catch {
    return { status: response.status, body: text }
  }
}

/** As Python writes it, where the recording lists the file's size: lists on one line, objects indented, every number with a point. */
function pythonText(value: unknown): string {
  const text = Array.isArray(value) ? JSON.stringify(value) : JSON.stringify(value, null, 2)
  return text.replace(/\d+/g, (digits) => `${digits}.0`)
}

function bodyOf(line: WireLine, bindings: Bindings): string | Uint8Array<ArrayBuffer> | null {
  if (line.body === undefined || line.body === null) return null
  const size = typeof line.body === 'string' ? /^<(\d+) bytes>$/.exec(line.body)?.[1] : undefined
  if (size !== undefined) return standIn(line.path, Number(size))
  const body = bound(line.body, bindings, Date.now())
  if (typeof body === 'string') return body
  return line.path.endsWith('input_example.json') ? pythonText(body) : JSON.stringify(body)
}

/** The worker's part: what was submitted is checked, as it would be by now. */
async function checkSubmitted(): Promise<void> {
  const waiting = await database().modelVersion.findMany({
    where: { state: 'SCANNING' },
    select: { id: true, workspaceId: true },
  })
  for (const { id, workspaceId } of waiting) await runIntake({ workspaceId, versionId: id })
}

/** What this client made: by name, and by the ids given to it. */
interface Own {
  names: ReadonlySet<string>
  bindings: Bindings
}

/** The reference server was shared: what other clients had made is not here. Page tokens are opaque. */
function ownPart(response: unknown, { names, bindings }: Own): unknown {
  if (typeof response !== 'object' || response === null || Array.isArray(response)) return response
  const members = Object.entries(response).map(([key, member]) => {
    if (key === 'next_page_token') return [key, '{{auto}}']
    if (key === 'models')
      return [
        key,
        (member as { info: { model_id: string } }[]).filter(({ info }) => bindings.has(info.model_id.slice(4, -2))),
      ]
    const isShared = key === 'registered_models' || key === 'model_versions'
    return [key, isShared ? (member as { name: string }[]).filter(({ name }) => names.has(name)) : member]
  })
  return Object.fromEntries(members)
}

function ownNamesOf(lines: readonly WireLine[]): Set<string> {
  const bodies = lines.map((line) => line.body as { name?: string; new_name?: string } | undefined)
  return new Set(bodies.flatMap((body) => [body?.name, body?.new_name]).filter((name) => name !== undefined))
}

/** What Slipway answers otherwise on purpose; everything else must be as recorded. */
function expectedHere(line: WireLine, own: Own): { status: number; response: unknown } {
  if (line.step.endsWith('create_slash_name'))
    return { status: 400, response: { error_code: 'INVALID_PARAMETER_VALUE' } }
  if (line.step.endsWith('create_mv_file_source'))
    return { status: 400, response: { error_code: 'INVALID_PARAMETER_VALUE' } }
  if (line.step === 'b set_signature' && line.method === 'PUT' && line.path.includes('/models/m-'))
    return { status: 403, response: { error_code: 'PERMISSION_DENIED' } }
  // A server-made number that the recording kept as it was.
  if (line.step === 'b create_exp_dup' && line.status === 200) return { status: 200, response: {} }
  return { status: line.status, response: ownPart(line.response, own) }
}

export interface ReplayOptions {
  token: string
  /** `/api` or `/ajax-api`. */
  prefix: string
}

/** Sends a client's recorded requests in order and names every line that is answered otherwise. */
export async function replayWire(lines: readonly WireLine[], { token, prefix }: ReplayOptions): Promise<string[]> {
  const bindings: Bindings = new Map()
  const problems: string[] = []
  const ownNames = ownNamesOf(lines)
  /** Within one step: where the client was told to load from, and where the recorded server kept it. */
  let moved: { step: string; from: string; to: string } | null = null
  for (const line of lines) {
    const at = (text: string) => (moved?.step === line.step ? text.replace(moved.from, moved.to) : text)
    const path = at(String(bound(line.path, bindings, Date.now()))).replace(/^\/api/, prefix)
    const pairs = Object.entries(line.query ?? {}).flatMap(([key, values]) =>
      values.map((value): [string, string] => [key, at(String(bound(value, bindings, Date.now())))]),
    )
    const body = bodyOf(line, bindings)
    const headers = new Headers({
      host: 'localhost:3000',
      authorization: `Bearer ${token}`,
      'user-agent': `mlflow-python-client/${line.client}.0`,
    })
    if (line.contentType !== undefined) headers.set('content-type', line.contentType)
    const url = `http://localhost:3000${path}${pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''}`
    const sending = send(new Request(url, { method: line.method, headers, ...(body === null ? {} : { body }) }))
    const isRegistration = line.method === 'POST' && line.path.endsWith('model-versions/create')
    const settled = isRegistration ? sending.then(checkSubmitted) : Promise.resolve()
    const answer = await sending
    await settled
    const expected = expectedHere(line, { names: ownNames, bindings })
    const sealed = SEALED.exec(String((answer.body as { artifact_uri?: string } | null)?.artifact_uri))?.[1]
    if (sealed !== undefined && line.path.endsWith('get-download-uri')) {
      const recorded = String(bound((line.response as { artifact_uri: string }).artifact_uri, bindings, Date.now()))
      moved = { step: line.step, from: recorded.replace(/^mlflow-artifacts:\//, ''), to: sealed }
      continue
    }
    const isPending = (answer.body as { model_version?: { status: string } } | null)?.model_version
    if (isRegistration && isPending?.status === 'PENDING_REGISTRATION') isPending.status = 'READY'
    const difference =
      answer.status === expected.status
        ? differs(expected.response, answer.body, bindings)
        : `status ${answer.status} instead of ${expected.status}: ${JSON.stringify(answer.body).slice(0, 300)}`
    if (difference !== null) problems.push(`line ${line.at} ${line.step}: ${line.method} ${path} ${difference}`)
  }
  return problems
}
