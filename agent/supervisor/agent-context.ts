import type { KeyObject } from 'node:crypto'
import type { CommandPayload, DesiredPayload } from '@/lib/agents/domain/command'
import type { Envelope } from '@/lib/agents/domain/dsse'
import { publicKeyFromRaw } from '@/lib/agents/domain/ed25519'
import { keyIdOf } from '@/lib/agents/domain/key-id'
import type { CapturePolicy } from '@/lib/agents/domain/serving-facts'
import type { TrustBundle } from '@/lib/agents/domain/wire'
import type { ArtifactCache } from '../artifacts/fetch-artifact'
import type { AgentConfig } from '../config/agent-config'
import type { GatewayClient } from '../gateway-link/gateway-client'
import type { Fences } from '../journal/fences'
import type { Journal } from '../journal/journal'
import type { ReceiptLog } from '../journal/receipt-log'
import type { ProtocolClient } from '../protocol/protocol-client'
import type { ServerClock } from '../protocol/server-clock'

export interface RunningCommand {
  command: CommandPayload
  leaseToken: string
  phase: string
  abort: AbortController
  startedAt: string
}

/** A command that was accepted and whose end is not journaled: what a killed supervisor leaves behind. */
export interface OpenCommand {
  envelope: Envelope
  leaseToken: string
}

/** What the supervisor's parts share. */
export interface AgentContext {
  config: AgentConfig
  clock: ServerClock
  client: ProtocolClient
  gateway: GatewayClient
  artifacts: ArtifactCache
  journal: Journal
  fences: Fences
  receipts: ReceiptLog
  trust: TrustedKeys
  targets: Map<string, { runtime: string; location: string }>
  running: Map<string, RunningCommand>
  open: Map<string, OpenCommand>
  /** Result by command id, so that a command delivered twice acts once. */
  finished: Map<string, string>
  desired: Map<string, DesiredPayload>
  capture: Map<string, CapturePolicy>
  /** Wakes the observed-state report. */
  reportSoon(): void
}

/** Control-plane keys this agent believes, by id; each id is checked against its key. */
export class TrustedKeys {
  readonly #keys = new Map<string, KeyObject>()

  learn(bundle: TrustBundle, nowMs: number): void {
    this.#keys.clear()
    for (const { keyId, publicKey, validFrom, validTo } of bundle.commandKeys) {
      const raw = Buffer.from(publicKey, 'base64')
      const isValid = Date.parse(validFrom) <= nowMs + 120_000 && (validTo === null || Date.parse(validTo) > nowMs)
      if (isValid && keyIdOf(raw) === keyId) this.#keys.set(keyId, publicKeyFromRaw(raw))
    }
  }

  readonly keyOf = (keyId: string): KeyObject | null => this.#keys.get(keyId) ?? null
}
