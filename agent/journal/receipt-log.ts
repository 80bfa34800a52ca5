import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Envelope, envelopeSchema, signEnvelope } from '@/lib/agents/domain/dsse'
import {
  FIRST_RECEIPT_PREVIOUS,
  RECEIPT_PAYLOAD_TYPE,
  type ReceiptPayload,
  receiptDigest,
} from '@/lib/agents/domain/receipt'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import type { AgentKey } from '../identity/agent-keys'
import { readJson } from '../state/read-json'
import { writeDurably } from '../state/write-durably'

const headSchema = z.strictObject({ n: z.string(), digest: z.string() })
const storedSchema = z.strictObject({
  commandId: z.string(),
  leaseToken: z.uuid(),
  result: z.string(),
  code: z.string().nullable(),
  envelope: envelopeSchema,
})

export type StoredReceipt = z.infer<typeof storedSchema>
export type ReceiptFacts = Omit<ReceiptPayload, 'n' | 'prevReceiptDigest'>

/** Signed, chained statements of what was done; each stays on disk until the control plane has it. */
export class ReceiptLog {
  readonly #dir: string
  readonly #key: AgentKey
  #n = 0n
  #digest = FIRST_RECEIPT_PREVIOUS
  #turn: Promise<unknown> = Promise.resolve()

  constructor(dir: string, key: AgentKey) {
    this.#dir = dir
    this.#key = key
  }

  async open(): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const head = await readJson(join(this.#dir, 'head.json'), headSchema)
    if (head !== null) {
      this.#n = BigInt(head.n)
      this.#digest = head.digest
    }
    // A receipt may have reached the disk before the head did.
    for (const { envelope } of await this.unacknowledged()) {
      const payload = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as ReceiptPayload
      if (BigInt(payload.n) <= this.#n) continue
      this.#n = BigInt(payload.n)
      this.#digest = receiptDigest(payload)
    }
  }

  issue(facts: ReceiptFacts, commandId: string, leaseToken: string): Promise<Envelope> {
    const next = this.#turn.then(() => this.#issue(facts, commandId, leaseToken))
    this.#turn = next.catch(() => undefined)
    return next
  }

  async unacknowledged(): Promise<StoredReceipt[]> {
    const names = (await readdir(this.#dir)).filter((name) => /^\d{12}\.json$/.test(name)).sort()
    const receipts: StoredReceipt[] = []
    for (const name of names)
      receipts.push(storedSchema.parse(JSON.parse(await readFile(join(this.#dir, name), 'utf8'))))
    return receipts
  }

  async acknowledge(envelope: Envelope): Promise<void> {
    const { n } = JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8')) as ReceiptPayload
    await rm(join(this.#dir, fileName(BigInt(n))), { force: true })
  }

  async #issue(facts: ReceiptFacts, commandId: string, leaseToken: string): Promise<Envelope> {
    const n = this.#n + 1n
    const payload: ReceiptPayload = { ...facts, n: n.toString(), prevReceiptDigest: this.#digest }
    const envelope = signEnvelope(RECEIPT_PAYLOAD_TYPE, canonicalJson(payload), this.#key.keyId, this.#key.key)
    const stored: StoredReceipt = { commandId, leaseToken, result: facts.result, code: facts.code, envelope }
    await writeDurably(join(this.#dir, fileName(n)), JSON.stringify(stored))
    this.#n = n
    this.#digest = receiptDigest(payload)
    await writeDurably(join(this.#dir, 'head.json'), JSON.stringify({ n: n.toString(), digest: this.#digest }))
    return envelope
  }
}

function fileName(n: bigint): string {
  return `${n.toString().padStart(12, '0')}.json`
}
