import { setTimeout as sleep } from 'node:timers/promises'
import type { CapturePolicy } from '@/lib/agents/domain/serving-facts'
import type { LiveModel, ModelStore } from '../engine/model-store'
import { LoadError } from '../engine/session'
import type { DeploymentSpec } from './deployment-spec'
import { buildTable, type LiveVariant, type RoutingTable } from './routing-table'

export class ApplyError extends Error {
  readonly code: 'stale_fence' | 'conflict' | 'load_failed' | 'digest_mismatch'

  constructor(code: ApplyError['code'], message: string) {
    super(message)
    this.name = 'ApplyError'
    this.code = code
  }
}

interface Retired {
  deploymentId: string
  variant: LiveVariant
}

const DRAIN_MS = 30_000
const DRAIN_LOOK_MS = 20

/** The live routing tables and the one way to change them. */
export class Router {
  readonly #models: ModelStore
  readonly #persist: (spec: DeploymentSpec) => Promise<void>
  readonly #byId = new Map<string, RoutingTable>()
  readonly #byName = new Map<string, RoutingTable>()
  readonly #draining = new Set<Retired>()
  /** Every (variant, generation) since the gateway started: counters are cumulative. */
  readonly #history = new Map<string, LiveVariant[]>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(models: ModelStore, persist: (spec: DeploymentSpec) => Promise<void>) {
    this.#models = models
    this.#persist = persist
  }

  find(address: string): RoutingTable | undefined {
    return this.#byName.get(address) ?? this.#byId.get(address)
  }

  tables(): readonly RoutingTable[] {
    return [...this.#byId.values()]
  }

  countersOf(deploymentId: string): readonly LiveVariant[] {
    return this.#history.get(deploymentId) ?? []
  }

  draining(deploymentId: string): readonly LiveVariant[] {
    return [...this.#draining].filter((r) => r.deploymentId === deploymentId).map((r) => r.variant)
  }

  /** A deployment found on disk when the gateway starts: nothing to compare with, nothing to write. */
  restore(spec: DeploymentSpec): Promise<void> {
    return this.#inTurn(async () => this.#install(await this.#load(spec)))
  }

  /**
   * Loads, warms, writes and switches. The same plan under the same fence is already there and succeeds without effect; any other
   * fence that is not higher is refused, so whoever slept too long changes nothing.
   */
  async apply(spec: DeploymentSpec, fromDigests: readonly string[] | null): Promise<RoutingTable> {
    const current = this.#requireFresh(spec, fromDigests)
    if (current !== null) return current
    // Loading may take long; a way back must not wait behind it, so only the switch itself takes turns.
    const table = await this.#load(spec)
    return this.#inTurn(async () => {
      try {
        const overtaken = this.#requireFresh(spec, fromDigests)
        if (overtaken !== null) throw new ApplyError('stale_fence', 'The same change was made meanwhile.')
        await this.#persist(table.spec)
      } catch (error) {
        for (const variant of table.variants) await this.#models.release(variant.model.key)
        throw error
      }
      this.#install(table)
      return table
    })
  }

  setCapture(deploymentId: string, capture: CapturePolicy): Promise<void> {
    return this.#inTurn(async () => {
      const table = this.#byId.get(deploymentId)
      if (table === undefined || JSON.stringify(table.spec.capture) === JSON.stringify(capture)) return
      const next = { ...table, spec: { ...table.spec, capture } }
      await this.#persist(next.spec)
      this.#swap(next)
    })
  }

  async drainAll(deadlineMs: number): Promise<void> {
    const until = performance.now() + deadlineMs
    while (this.tables().some((t) => t.variants.some((v) => v.inFlight > 0)) && performance.now() < until)
      await sleep(DRAIN_LOOK_MS)
  }

  #requireFresh(spec: DeploymentSpec, fromDigests: readonly string[] | null): RoutingTable | null {
    const current = this.#byId.get(spec.deploymentId)
    if (current === undefined) return null
    const { fence, planDigest, stopped } = current.spec
    if (spec.fence === fence && spec.planDigest === planDigest && spec.stopped === stopped) return current
    if (BigInt(spec.fence) <= BigInt(fence))
      throw new ApplyError(
        'stale_fence',
        `Fence ${spec.fence} is not higher than ${fence}, which the routing table carries.`,
      )
    if (fromDigests !== null && !fromDigests.includes(planDigest))
      throw new ApplyError('conflict', `The live plan is ${planDigest}, which the command does not start from.`)
    return null
  }

  async #load(spec: DeploymentSpec): Promise<RoutingTable> {
    const loaded = new Map<string, LiveModel>()
    const models = { ...spec.models }
    try {
      for (const variant of spec.plan.variants) {
        const model = models[variant.manifestDigest]
        if (model === undefined) throw new ApplyError('load_failed', `No artifact for variant ${variant.variantId}.`)
        const live = await this.#models.acquire(variant.manifestDigest, model, variant.role === 'shadow')
        loaded.set(variant.variantId, live)
        models[variant.manifestDigest] = { ...model, warmMsP95: live.warmMsP95 }
      }
    } catch (error) {
      for (const model of loaded.values()) await this.#models.release(model.key)
      throw error instanceof LoadError ? new ApplyError(error.code, error.message) : error
    }
    return buildTable({ ...spec, models }, (variant) => {
      const model = loaded.get(variant.variantId)
      if (model === undefined) throw new ApplyError('load_failed', `No model for variant ${variant.variantId}.`)
      return model
    })
  }

  #install(table: RoutingTable): void {
    const { deploymentId } = table.spec
    const before = this.#byId.get(deploymentId)
    this.#swap(table)
    this.#history.set(deploymentId, [...this.countersOf(deploymentId), ...table.variants].slice(-256))
    for (const variant of before?.variants ?? []) void this.#drain({ deploymentId, variant })
  }

  #swap(table: RoutingTable): void {
    const { deploymentId, facts } = table.spec
    const before = this.#byId.get(deploymentId)
    if (before !== undefined && this.#byName.get(before.spec.facts.deploymentName)?.spec.deploymentId === deploymentId)
      this.#byName.delete(before.spec.facts.deploymentName)
    this.#byId.set(deploymentId, table)
    // Two environments may use one name on one agent: the first keeps the short address, every deployment has its id.
    if (!this.#byName.has(facts.deploymentName)) this.#byName.set(facts.deploymentName, table)
  }

  async #drain(retired: Retired): Promise<void> {
    const { variant } = retired
    if (variant.inFlight > 0) {
      this.#draining.add(retired)
      const until = performance.now() + DRAIN_MS
      while (variant.inFlight > 0 && performance.now() < until) await sleep(DRAIN_LOOK_MS)
      this.#draining.delete(retired)
    }
    await this.#models.release(variant.model.key)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work)
    this.#turn = next.catch(() => undefined)
    return next
  }
}
