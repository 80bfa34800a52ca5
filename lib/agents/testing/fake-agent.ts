import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { canonicalJson } from '@/lib/kernel/canonical-json'
import { newId } from '@/lib/kernel/new-id'
import { type CommandPayload, commandPayloadSchema } from '../domain/command'
import { type Envelope, signEnvelope } from '../domain/dsse'
import { rawPublicKey, signBytes } from '../domain/ed25519'
import { keyIdOf } from '../domain/key-id'
import { agentPaths, enrollmentProofText } from '../domain/protocol'
import { FIRST_RECEIPT_PREVIOUS, RECEIPT_PAYLOAD_TYPE, type ReceiptPayload, receiptDigest } from '../domain/receipt'
import { signRequest } from '../domain/sign-request'
import type { EnrollAnswer, ObservedDeployment, OpenCommand, PollAnswer, SessionAnswer } from '../domain/wire'

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>

export type Routes = Record<
  'enrollChallenge' | 'enroll' | 'sessionChallenge' | 'session' | 'poll' | 'observed' | 'events' | 'artifact' | 'file',
  Handler
>

export interface Reply<T> {
  status: number
  body: T & { reason?: string; serverTime?: string }
}

const ORIGIN = 'http://localhost:3000'

export interface Leased {
  leaseToken: string
  payload: CommandPayload
}

/** The protocol's other side in a few lines: signs like a real agent, keeps no disk. Copying one is copying its state directory. */
export class FakeAgent {
  agentId = ''
  epoch = 0n
  seq = 0n
  joinState = { seq: '0', secret: '' }
  clockOffsetSec = 0
  receipts = 0
  lastReceipt = FIRST_RECEIPT_PREVIOUS
  key: KeyObject = generateKeyPairSync('ed25519').privateKey

  constructor(private readonly routes: Routes) {}

  copy(): FakeAgent {
    return Object.assign(new FakeAgent(this.routes), { ...this, joinState: { ...this.joinState } })
  }

  async send<T>(handler: Handler, request: Request, params: Record<string, string> = {}): Promise<Reply<T>> {
    const response = await handler(request, { params: Promise.resolve(params) })
    return { status: response.status, body: await response.json() }
  }

  unsigned(path: string, body: unknown): Request {
    const headers = { host: 'localhost:3000', 'content-type': 'application/json' }
    return new Request(ORIGIN + path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  signed(method: string, pathAndQuery: string, body: unknown, counted = true): Request {
    const text = body === null ? '' : JSON.stringify(body)
    if (counted) this.seq += 1n
    const url = new URL(ORIGIN + pathAndQuery)
    const headers = signRequest(
      {
        method,
        path: url.pathname,
        query: url.search === '' ? '?' : url.search,
        body: Buffer.from(text),
        agentId: this.agentId,
        epoch: counted ? this.epoch : 0n,
        seq: counted ? this.seq : 0n,
        createdUnixSec: Math.floor(Date.now() / 1000) + this.clockOffsetSec,
        keyId: keyIdOf(rawPublicKey(this.key)),
      },
      this.key,
    )
    const all = { ...headers, host: 'localhost:3000', 'content-type': 'application/json' }
    return new Request(url, { method, headers: all, ...(body === null ? {} : { body: text }) })
  }

  async enroll(token: string): Promise<Reply<EnrollAnswer>> {
    const asked = await this.send<{ challenge: string }>(
      this.routes.enrollChallenge,
      this.unsigned(agentPaths.enrollChallenge, {}),
    )
    const { challenge } = asked.body
    const proven = enrollmentProofText(challenge, createHash('sha256').update(token).digest('hex'))
    const publicKey = rawPublicKey(this.key).toString('base64')
    const body = {
      token,
      publicKey,
      witnessKey: publicKey,
      clusterUid: 'test',
      agentVersion: '0.1.0',
      protocol: 1,
      challenge,
      proof: signBytes(this.key, Buffer.from(proven)).toString('base64'),
    }
    const reply = await this.send<EnrollAnswer>(this.routes.enroll, this.unsigned(agentPaths.enroll, body))
    if (reply.status === 200) Object.assign(this, { agentId: reply.body.agentId, joinState: reply.body.joinState })
    return reply
  }

  async sessionRequest(options: { bootId?: string; open?: OpenCommand[] } = {}): Promise<Request> {
    const asked = await this.send<{ challenge: string }>(
      this.routes.sessionChallenge,
      this.unsigned(agentPaths.sessionChallenge, { agentId: this.agentId }),
    )
    const body = {
      nonce: asked.body.challenge,
      joinState: this.joinState,
      bootId: options.bootId ?? newId(),
      agentVersion: '0.1.0',
      protocol: 1,
      targets: [{ runtime: 'onnx', location: 'local', capabilities: {}, allowListDigest: `sha256:${'0'.repeat(64)}` }],
      capabilities: {},
      journal: { open: options.open ?? [], maxFence: {} },
      spool: { bytes: 0, rows: 0, oldestAt: null },
      hostInfo: { cpus: 2 },
      gatewayUrl: 'http://127.0.0.1:9000',
    }
    return this.signed('POST', agentPaths.session, body, false)
  }

  async openSession(
    options: { bootId?: string; open?: OpenCommand[]; keep?: boolean } = {},
  ): Promise<Reply<SessionAnswer>> {
    const reply = await this.send<SessionAnswer>(this.routes.session, await this.sessionRequest(options))
    if (reply.status === 200 && options.keep !== false)
      Object.assign(this, { epoch: BigInt(reply.body.epoch), seq: 0n, joinState: reply.body.joinState })
    return reply
  }

  async poll(
    options: {
      wait?: number
      cursor?: string
      observed?: ObservedDeployment[]
      running?: { commandId: string; leaseToken: string }[]
    } = {},
  ): Promise<Reply<PollAnswer>> {
    const running = (options.running ?? []).map((entry) => ({ ...entry, phase: 'load', pct: 10 }))
    const body = { cursor: options.cursor ?? '0', observed: options.observed ?? [], running, checkpointSize: null }
    return this.send(this.routes.poll, this.signed('POST', `${agentPaths.poll}?wait=${options.wait ?? 0}`, body))
  }

  /** Polls once and reads the leased commands. */
  async lease(): Promise<Leased[]> {
    const { body } = await this.poll()
    return body.commands.map(({ leaseToken, envelope }) => ({
      leaseToken,
      payload: commandPayloadSchema.parse(JSON.parse(Buffer.from(envelope.payload, 'base64').toString('utf8'))),
    }))
  }

  receipt(command: CommandPayload, facts: Partial<ReceiptPayload> & Pick<ReceiptPayload, 'result'>): Envelope {
    this.receipts += 1
    const at = new Date().toISOString()
    const payload: ReceiptPayload = {
      n: String(this.receipts),
      prevReceiptDigest: this.lastReceipt,
      agentId: this.agentId,
      commandId: command.commandId,
      ticketId: null,
      kind: command.kind,
      deploymentId: command.deploymentId,
      fence: command.fence,
      generation: command.generation,
      beforeDigest: command.precondition.planDigests[0] ?? null,
      afterDigest: facts.result === 'SUCCEEDED' ? command.planDigest : (command.precondition.planDigests[0] ?? null),
      startedAt: at,
      finishedAt: at,
      code: null,
      observedVariants: [],
      agentVersion: '0.1.0',
      ...facts,
    }
    this.lastReceipt = receiptDigest(payload)
    return signEnvelope(RECEIPT_PAYLOAD_TYPE, canonicalJson(payload), keyIdOf(rawPublicKey(this.key)), this.key)
  }

  async report(
    commandId: string,
    leaseToken: string,
    states: string[],
    receipt: Envelope | null = null,
  ): Promise<Reply<{ state: string; cancelRequested: boolean }>> {
    const at = new Date().toISOString()
    const events = states.map((state) => ({ state, code: null, detail: null, phase: null, at }))
    const request = this.signed('POST', agentPaths.commandEvents(commandId), { leaseToken, events, receipt })
    return this.send(this.routes.events, request, { commandId })
  }

  /** Carries a leased command through to success. */
  async carryOut({ leaseToken, payload }: Leased): Promise<Reply<{ state: string }>> {
    await this.report(payload.commandId, leaseToken, ['ACCEPTED'])
    await this.report(payload.commandId, leaseToken, ['RUNNING'])
    return this.report(payload.commandId, leaseToken, ['SUCCEEDED'], this.receipt(payload, { result: 'SUCCEEDED' }))
  }

  observe(command: CommandPayload, facts: Partial<ObservedDeployment> = {}): ObservedDeployment {
    return {
      deploymentId: command.deploymentId,
      generation: command.generation,
      planDigest: command.planDigest,
      fence: command.fence,
      variants: [],
      counters: { bootId: newId(), rows: [] },
      conditions: [],
      dataThrough: null,
      ...facts,
    }
  }
}
