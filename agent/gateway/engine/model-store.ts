import { availableParallelism } from 'node:os'
import { buildInterface, type ModelInterface } from '../model-interface'
import type { ModelSpec } from '../routing/deployment-spec'
import { inlineRunner, type ModelRunner, processRunner, threadRunner } from './model-runner'
import { probeModel } from './probe-model'

/** Above this a call would hold up the event loop for everybody else. */
export const INLINE_LIMIT_MS = 2

export interface LiveModel {
  readonly key: string
  readonly interface: ModelInterface
  readonly runner: ModelRunner
  readonly warmMsP95: number
}

interface Entry {
  model: Promise<LiveModel>
  holders: number
}

/** Loaded models, shared by every table that names them and released with the last one. */
export class ModelStore {
  readonly #entries = new Map<string, Entry>()
  readonly #callTimeoutMs: number

  constructor(callTimeoutMs: number) {
    this.#callTimeoutMs = callTimeoutMs
  }

  async acquire(manifestDigest: string, spec: ModelSpec, shadow: boolean): Promise<LiveModel> {
    const key = `${manifestDigest}${shadow ? '/shadow' : ''}`
    const entry = this.#entries.get(key) ?? { model: this.#load(key, spec, shadow), holders: 0 }
    this.#entries.set(key, entry)
    entry.holders += 1
    try {
      return await entry.model
    } catch (error) {
      this.#entries.delete(key)
      throw error
    }
  }

  isWarm(manifestDigest: string): boolean {
    return this.#entries.has(manifestDigest)
  }

  async release(key: string): Promise<void> {
    const entry = this.#entries.get(key)
    if (entry === undefined) return
    entry.holders -= 1
    if (entry.holders > 0) return
    this.#entries.delete(key)
    await (await entry.model).runner.release()
  }

  async #load(key: string, spec: ModelSpec, shadow: boolean): Promise<LiveModel> {
    const warmMsP95 = spec.warmMsP95 ?? (await probeModel(spec.source))
    const runner = await this.#runner(spec, shadow, warmMsP95)
    return { key, runner, warmMsP95, interface: buildInterface(runner.inputs, runner.outputs, spec.signature) }
  }

  #runner(spec: ModelSpec, shadow: boolean, warmMsP95: number): Promise<ModelRunner> {
    if (shadow) return processRunner(spec.source, this.#callTimeoutMs)
    if (warmMsP95 <= INLINE_LIMIT_MS) return inlineRunner(spec.source)
    return threadRunner(spec.source, Math.max(1, availableParallelism() - 1), this.#callTimeoutMs)
  }
}
