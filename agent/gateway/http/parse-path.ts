/** What a path asks for, after the deployment's name. */
export type GatewayPath =
  | { kind: 'infer'; model: string; version: string | null }
  | { kind: 'model'; model: string; version: string | null; ready: boolean }
  | { kind: 'server' | 'live' | 'ready' | 'invocations' | 'ping' | 'version' }

const MODEL = /^v2\/models\/([^/]+)(?:\/versions\/([^/]+))?(?:\/(infer|ready))?$/
const PLAIN: Record<
  string,
  Extract<GatewayPath, { kind: 'server' | 'live' | 'ready' | 'invocations' | 'ping' | 'version' }>
> = {
  v2: { kind: 'server' },
  'v2/health/live': { kind: 'live' },
  'v2/health/ready': { kind: 'ready' },
  invocations: { kind: 'invocations' },
  ping: { kind: 'ping' },
  health: { kind: 'ping' },
  version: { kind: 'version' },
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** `/{deployment}/…`; null for anything that is no address of the gateway. */
export function parsePath(url: string): { deployment: string; path: GatewayPath } | null {
  const query = url.indexOf('?')
  const full = query === -1 ? url : url.slice(0, query)
  const slash = full.indexOf('/', 1)
  if (slash === -1) return null
  const deployment = full.slice(1, slash)
  const rest = full.slice(slash + 1).replace(/\/$/, '')
  const plain = Object.hasOwn(PLAIN, rest) ? PLAIN[rest] : undefined
  if (plain !== undefined) return { deployment, path: plain }
  const parts = MODEL.exec(rest)
  if (parts?.[1] === undefined) return null
  const model = decoded(parts[1])
  const version = parts[2] === undefined ? null : decoded(parts[2])
  if (model === null) return null
  if (parts[3] === 'infer') return { deployment, path: { kind: 'infer', model, version } }
  return { deployment, path: { kind: 'model', model, version, ready: parts[3] === 'ready' } }
}
