import { setTimeout as pause } from 'node:timers/promises'
import { CliError } from '../cli-error'

const TRIES = 6
const FIRST_PAUSE_MS = 500
const LATER = new Set([408, 429, 500, 502, 503, 504])

/** A server refused a call, in MLflow's words. */
export class WireRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'WireRefusal'
    this.code = code
  }
}

type Query = Record<string, string | number | readonly string[] | undefined>

function queryText(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [key, String(one)]),
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

function refusalOf(status: number, text: string): WireRefusal {
  try {
    const { error_code, message, detail } = JSON.parse(text) as Record<string, string | undefined>
    return new WireRefusal(error_code ?? `HTTP ${status}`, message ?? detail ?? text.slice(0, 300))
  } catch {
    return new WireRefusal(`HTTP ${status}`, text.slice(0, 300))
  }
}

/** A server that speaks MLflow's API: the one that is read from, and Slipway. What fails for the moment is asked for again. */
export class MlflowServer {
  constructor(
    readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  async send(method: string, path: string, init: RequestInit & { again?: () => BodyInit } = {}): Promise<Response> {
    const { again, ...rest } = init
    for (let attempt = 1, wait = FIRST_PAUSE_MS; ; attempt += 1, wait *= 2) {
      const body = again?.() ?? rest.body
      const request = { ...rest, method, headers: { ...this.headers, ...rest.headers }, redirect: 'manual' as const }
      const answer = await fetch(
        `${this.url}${path}`,
        body == null ? request : ({ ...request, body, duplex: 'half' } as RequestInit),
      ).catch((error: unknown) => String(error instanceof Error ? (error.cause ?? error.message) : error))
      const isLast = attempt === TRIES
      if (typeof answer === 'string') {
        if (isLast)
          throw new CliError(`${this.url} does not answer: ${answer}. Start the import again to go on from here.`)
      } else if (answer.ok) return answer
      else if (answer.status === 401)
        throw new CliError(`${this.url} does not accept the credentials: ${await answer.text()}`)
      else if (!LATER.has(answer.status) || isLast) throw refusalOf(answer.status, await answer.text())
      else await answer.body?.cancel()
      const told = typeof answer === 'string' ? 0 : Number(answer.headers.get('retry-after') ?? 0) * 1000
      await pause(Math.max(told, wait))
    }
  }

  private async json<T>(answer: Response): Promise<T> {
    const text = await answer.text()
    return (text === '' ? {} : JSON.parse(text)) as T
  }

  async get<T>(path: string, query: Query = {}): Promise<T> {
    return this.json(await this.send('GET', `/api/2.0/mlflow/${path}${queryText(query)}`))
  }

  async post<T>(path: string, body: object, method = 'POST'): Promise<T> {
    const headers = { 'content-type': 'application/json' }
    const text = JSON.stringify(body)
    return this.json(await this.send(method, `/api/2.0/mlflow/${path}`, { headers, body: text }))
  }

  /** All items of a list that comes in pages. */
  async *pages<T>(
    path: string,
    list: string,
    query: Record<string, unknown>,
    method: 'GET' | 'POST',
  ): AsyncGenerator<T> {
    let token: string | undefined
    do {
      const asked = token === undefined ? query : { ...query, page_token: token }
      const page: Record<string, unknown> = await (method === 'GET'
        ? this.get(path, asked as Query)
        : this.post(path, asked))
      yield* (page[list] ?? []) as T[]
      token = (page['next_page_token'] as string | undefined) || undefined
    } while (token !== undefined)
  }
}
