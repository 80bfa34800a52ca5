import type { z } from 'zod'
import { signRequest } from '@/lib/agents/domain/sign-request'
import type { AgentKey } from '../identity/agent-keys'
import { ProtocolError, toProtocolError } from './protocol-error'
import type { ServerClock } from './server-clock'

interface SignedOptions {
  method?: 'GET' | 'POST'
  query?: string
  body?: unknown
  timeoutMs?: number
  signal?: AbortSignal
  /** Session calls are signed before there is an epoch. */
  outsideSession?: boolean
}

const DEFAULT_TIMEOUT_MS = 15_000

/** Speaks to the control plane, always outbound, every request signed. */
export class ProtocolClient {
  readonly #server: string
  readonly #key: AgentKey
  readonly clock: ServerClock
  agentId = ''
  #epoch = 0n
  #seq = 0n

  constructor(server: string, key: AgentKey, clock: ServerClock) {
    this.#server = server.replace(/\/$/, '')
    this.#key = key
    this.clock = clock
  }

  get keyId(): string {
    return this.#key.keyId
  }

  get epoch(): bigint {
    return this.#epoch
  }

  /** The sequence starts again with every epoch. */
  beginEpoch(epoch: bigint): void {
    if (epoch !== this.#epoch) this.#seq = 0n
    this.#epoch = epoch
  }

  /** Enrolment and challenges: there is no identity to sign with yet. */
  async unsigned<T extends z.ZodType>(path: string, body: unknown, answer: T): Promise<z.infer<T>> {
    const response = await fetch(this.#server + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEFAULT_TIMEOUT_MS),
    })
    if (!response.ok) throw await toProtocolError(response)
    return answer.parse(await response.json())
  }

  async json<T extends z.ZodType>(path: string, answer: T, options: SignedOptions = {}): Promise<z.infer<T>> {
    return answer.parse(await (await this.signed(path, options)).json())
  }

  /** Sends once; after a `clock_skew` the offset is set from the answer and the request is sent once more. */
  async signed(path: string, options: SignedOptions = {}): Promise<Response> {
    const response = await this.#send(path, options)
    if (response.ok) return response
    const error = await toProtocolError(response)
    if (error.code !== 'clock_skew' || error.serverTime === null) throw error
    this.clock.learn(error.serverTime)
    const again = await this.#send(path, options)
    if (!again.ok) throw await toProtocolError(again)
    return again
  }

  async #send(path: string, options: SignedOptions): Promise<Response> {
    const { method = 'POST', query = '?', timeoutMs = DEFAULT_TIMEOUT_MS, outsideSession = false } = options
    const body = options.body === undefined ? '' : JSON.stringify(options.body)
    if (!outsideSession) this.#seq += 1n
    const headers = signRequest(
      {
        method,
        path,
        query,
        body: Buffer.from(body),
        agentId: this.agentId,
        epoch: outsideSession ? 0n : this.#epoch,
        seq: outsideSession ? 0n : this.#seq,
        createdUnixSec: this.clock.unixSec(),
        keyId: this.#key.keyId,
      },
      this.#key.key,
    )
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal])
    try {
      return await fetch(`${this.#server}${path}${query === '?' ? '' : query}`, {
        method,
        headers: method === 'POST' ? { ...headers, 'content-type': 'application/json' } : headers,
        ...(method === 'POST' ? { body } : {}),
        signal,
      })
    } catch (cause) {
      throw new ProtocolError(0, 'unreachable', cause instanceof Error ? cause.message : 'unreachable', null, null)
    }
  }
}
