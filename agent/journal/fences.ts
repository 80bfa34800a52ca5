import { z } from 'zod'
import { counterSchema } from '@/lib/agents/domain/field-schemas'
import { readJson } from '../state/read-json'
import type { StatePaths } from '../state/state-paths'
import { writeDurably } from '../state/write-durably'

/** Highest fence ever accepted, per deployment. It never goes down. */
export class Fences {
  readonly #path: string
  readonly #highest: Map<string, bigint>

  private constructor(path: string, highest: Map<string, bigint>) {
    this.#path = path
    this.#highest = highest
  }

  static async open(paths: StatePaths): Promise<Fences> {
    const stored = (await readJson(paths.fences, z.record(z.string(), counterSchema))) ?? {}
    return new Fences(paths.fences, new Map(Object.entries(stored).map(([id, fence]) => [id, BigInt(fence)])))
  }

  highest(deploymentId: string): bigint {
    return this.#highest.get(deploymentId) ?? 0n
  }

  async raise(deploymentId: string, fence: bigint): Promise<void> {
    if (fence <= this.highest(deploymentId)) return
    this.#highest.set(deploymentId, fence)
    await writeDurably(this.#path, JSON.stringify(this.toJson()))
  }

  toJson(): Record<string, string> {
    return Object.fromEntries([...this.#highest].map(([id, fence]) => [id, fence.toString()]))
  }
}
