import { request } from 'node:http'
import { z } from 'zod'
import type { CapturePolicy } from '@/lib/agents/domain/serving-facts'
import {
  type GatewayStatus,
  type LiveDeployment,
  liveDeploymentSchema,
  refusalSchema,
  statusSchema,
} from '../gateway/control/control-messages'
import type { DeploymentSpec } from '../gateway/routing/deployment-spec'

/** The gateway refused, or is not there (`unavailable`). */
export class GatewayRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.name = 'GatewayRefusal'
    this.code = code
  }
}

interface RawAnswer {
  status: number
  text: string
}

function call(socketPath: string, method: string, path: string, body: unknown, timeoutMs: number): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath, method, path, headers: { 'content-type': 'application/json' } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        )
        response.on('error', reject)
      },
    )
    outgoing.setTimeout(timeoutMs, () => outgoing.destroy(new Error('the gateway did not answer in time')))
    outgoing.on('error', reject)
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const STATUS_TIMEOUT_MS = 10_000
const APPLY_TIMEOUT_MS = 120_000

/** The supervisor's side of the control socket. */
export class GatewayClient {
  readonly #socketPath: string

  constructor(socketPath: string) {
    this.#socketPath = socketPath
  }

  status(): Promise<GatewayStatus> {
    return this.#call('GET', '/status', undefined, STATUS_TIMEOUT_MS, statusSchema)
  }

  apply(spec: DeploymentSpec, fromDigests: readonly string[] | null): Promise<LiveDeployment> {
    return this.#call('POST', '/apply', { spec, fromDigests }, APPLY_TIMEOUT_MS, liveDeploymentSchema)
  }

  async setCapture(policies: readonly CapturePolicy[]): Promise<void> {
    await this.#call('POST', '/capture', { policies }, STATUS_TIMEOUT_MS, z.unknown())
  }

  async shutDown(): Promise<void> {
    await this.#call('POST', '/shutdown', {}, STATUS_TIMEOUT_MS, z.unknown())
  }

  /** Resolves when the gateway process is gone; rejects when there is none. */
  attach(onAttached: () => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const outgoing = request({ socketPath: this.#socketPath, path: '/attach', signal }, (response) => {
        onAttached()
        response.resume()
        response.on('error', () => undefined)
        response.on('close', () => resolve())
      })
      outgoing.on('error', reject)
      outgoing.end()
    })
  }

  async #call<T extends z.ZodType>(
    method: string,
    path: string,
    body: unknown,
    timeoutMs: number,
    schema: T,
  ): Promise<z.infer<T>> {
    let answer: RawAnswer
    try {
      answer = await call(this.#socketPath, method, path, body, timeoutMs)
    } catch (error) {
      throw new GatewayRefusal('unavailable', error instanceof Error ? error.message : 'the gateway is not there')
    }
    if (answer.status < 300) return schema.parse(JSON.parse(answer.text))
    const refusal = refusalSchema.parse(JSON.parse(answer.text))
    throw new GatewayRefusal(refusal.code, refusal.message)
  }
}
