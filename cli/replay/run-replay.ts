import { setTimeout as delay } from 'node:timers/promises'
import type { DeploymentView } from '@/lib/rollouts/contract'
import { type ApiClient, apiClient } from '../api-client'
import { CliError } from '../cli-error'
import type { Injection } from './inject'
import type { LabelDelay } from './label-delay'
import { LabelQueue } from './label-queue'
import { type Row, readRows, toRecord } from './read-rows'
import { sendPrediction } from './send-prediction'

export interface ReplayOptions {
  deployment: string
  rows: string
  label: string
  time: string
  id: string
  rate: number
  labelDelay: LabelDelay
  inject: readonly Injection[]
  gateway?: string | undefined
  api?: string | undefined
  token?: string | undefined
  control: boolean
  loop: boolean
}

interface Control {
  running: boolean
  ratePerSecond: number
  /** Rows of the file that an earlier run has sent already. */
  position?: number
}

const MAX_IN_FLIGHT = 64
const TICK_MS = 50

async function waitForGateway(api: ApiClient, options: ReplayOptions): Promise<string> {
  const deployment = await api.get<DeploymentView>(`/rollouts/deployments/${options.deployment}`)
  const base = options.gateway ?? deployment.agent.gatewayUrl
  if (!base) throw new CliError('The agent of this deployment has not said where its gateway listens. Pass --gateway.')
  return `${base.replace(/\/$/, '')}/${deployment.name}`
}

/** Seconds of stream time per row, from the first rows: what turns the rate into a time-lapse for the label delays. */
function spacingSec(rows: readonly Row[], column: string): number {
  const times = rows.map((row) => Date.parse(row[column] ?? '')).filter(Number.isFinite)
  const first = times[0]
  const last = times.at(-1)
  return first === undefined || last === undefined || times.length < 2
    ? 1
    : Math.max(0.001, (last - first) / 1000 / (times.length - 1))
}

class Replay {
  readonly #options: ReplayOptions
  readonly #api: ApiClient
  readonly #labels: LabelQueue
  #control: Control
  #inFlight = 0
  #sent = 0
  #position = 0
  #total = 0
  #failed = 0
  #stopping = false

  constructor(options: ReplayOptions) {
    this.#options = options
    this.#api = apiClient(options)
    this.#labels = new LabelQueue(this.#api, options.deployment)
    this.#control = { running: true, ratePerSecond: options.rate }
  }

  stop(): void {
    this.#stopping = true
  }

  async run(): Promise<void> {
    const gateway = await waitForGateway(this.#api, this.#options)
    const spacing = await this.#measureSpacing()
    let skip = await this.#resumeAt()
    const background = [
      this.#countRows(),
      this.#every(1000, () => this.#labels.flush(Date.now())),
      this.#every(10_000, async () => this.#report()),
    ]
    if (this.#options.control) {
      background.push(this.#every(1000, () => this.#readControl()))
      background.push(this.#every(2000, () => this.#reportProgress()))
    }
    let credit = 0
    let last = performance.now()
    do {
      this.#position = 0
      for await (const row of readRows(this.#options.rows)) {
        this.#position += 1
        if (this.#position <= skip) continue
        for (;;) {
          if (this.#stopping) break
          const now = performance.now()
          credit = Math.min(
            Math.max(1, this.#control.ratePerSecond),
            credit + ((now - last) / 1000) * (this.#control.running ? this.#control.ratePerSecond : 0),
          )
          last = now
          if (credit >= 1 && this.#inFlight < MAX_IN_FLIGHT) break
          await delay(TICK_MS)
        }
        if (this.#stopping) break
        credit -= 1
        void this.#send(gateway, row, spacing)
      }
      skip = 0
    } while (this.#options.loop && !this.#stopping)
    while (!this.#stopping && (this.#inFlight > 0 || this.#labels.size > 0)) await delay(200)
    this.#stopping = true
    await Promise.all(background)
    this.#report()
  }

  /** A replay that was stopped goes on where it was, as far as the deployment page remembers. */
  async #resumeAt(): Promise<number> {
    if (!this.#options.control) return 0
    await this.#readControl()
    return this.#control.position ?? 0
  }

  async #countRows(): Promise<void> {
    let total = 0
    for await (const _row of readRows(this.#options.rows)) {
      if (this.#stopping) return
      total += 1
    }
    this.#total = total
  }

  async #reportProgress(): Promise<void> {
    if (this.#total === 0) return
    const status = `${this.#sent} sent, ${this.#failed} failed, ${this.#labels.size} labels waiting`
    const position = Math.min(this.#position, this.#total)
    const end = position === this.#total && this.#options.loop ? 0 : position
    const path = `/monitoring/deployments/${this.#options.deployment}/replay/progress`
    await this.#api.post(path, { position: end, total: this.#total, status })
  }

  async #measureSpacing(): Promise<number> {
    const head: Row[] = []
    for await (const row of readRows(this.#options.rows)) {
      for (const column of [this.#options.label, this.#options.time])
        if (!(column in row))
          throw new CliError(`${this.#options.rows} has no column ${column}; it has ${Object.keys(row).join(', ')}.`)
      head.push(row)
      if (head.length === 1000) break
    }
    if (head.length === 0) throw new CliError(`${this.#options.rows} holds no rows.`)
    return spacingSec(head, this.#options.time)
  }

  async #send(gateway: string, row: Row, spacing: number): Promise<void> {
    this.#inFlight += 1
    const { label, time, id } = this.#options
    const index = this.#sent
    this.#sent += 1
    const record = this.#options.inject.reduce(
      (cells, inject) => inject(cells, index),
      toRecord(row, [label, time, id]),
    )
    const unit = row[id] ?? String(index)
    const served = await sendPrediction(gateway, record, unit)
    this.#inFlight -= 1
    if (!served.ok) this.#failed += 1
    const delaySec = this.#options.labelDelay(unit)
    const text = row[label] ?? ''
    if (served.predictionId === null || !served.ok || delaySec === null || text === '') return
    const value = Number.isFinite(Number(text)) ? Number(text) : text
    const speed = Math.max(1, spacing * Math.max(0.01, this.#control.ratePerSecond))
    this.#labels.add(served.predictionId, value, Date.now() + (delaySec / speed) * 1000)
  }

  async #readControl(): Promise<void> {
    this.#control = await this.#api.get<Control>(`/monitoring/deployments/${this.#options.deployment}/replay`)
  }

  #report(): void {
    process.stderr.write(
      `replay: ${this.#sent} sent, ${this.#failed} failed, ${this.#labels.size} labels waiting, ${this.#control.running ? `${this.#control.ratePerSecond}/s` : 'stopped'}\n`,
    )
  }

  /** Runs `body` again and again; a failure is said and tried again: the control plane may be away for a while. */
  async #every(everyMs: number, body: () => Promise<unknown>): Promise<void> {
    while (!this.#stopping) {
      try {
        await body()
      } catch (error) {
        process.stderr.write(`replay: ${error instanceof Error ? error.message : String(error)}\n`)
      }
      await delay(everyMs)
    }
  }
}

/** Sends recorded rows in time order through a gateway at a visible rate; labels follow later, as in life. */
export async function runReplay(options: ReplayOptions): Promise<void> {
  const replay = new Replay(options)
  process.once('SIGINT', () => replay.stop())
  process.once('SIGTERM', () => replay.stop())
  await replay.run()
}
