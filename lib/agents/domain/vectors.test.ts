import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { bucketOf, mirrorBucketOf } from './bucket'
import { openEnvelope, pae, signEnvelope } from './dsse'
import { privateKeyFromSeed, publicKeyFromRaw, rawPublicKey } from './ed25519'
import { fingerprintOf, keyIdOf } from './key-id'
import { type Plan, planDigest, planSchema } from './plan'
import { planProblem } from './plan-problem'
import { signRequest } from './sign-request'
import { type SignedRequest, signatureBase } from './signature-base'
import { parseRequestSignature, verifyRequest } from './verify-request'

const seed = Buffer.from(Array.from({ length: 32 }, (_, i) => i))
const key = privateKeyFromSeed(seed)
const raw = rawPublicKey(key)
const keyId = keyIdOf(raw)
const sha = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

describe('keys', () => {
  test('the public half and its id follow from the seed', () => {
    expect(raw.toString('hex')).toBe('03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8')
    expect(keyId).toBe('ed25519:56475aa75463474c0285df5dbf2bcab7')
    expect(fingerprintOf(keyId)).toBe('5647 5aa7 5463 474c')
  })
})

describe('request signature', () => {
  const request: SignedRequest = {
    method: 'POST',
    path: '/api/agent/v1/poll',
    query: '?wait=25',
    body: Buffer.from('{"cursor":"0"}'),
    agentId: 'agt_0001',
    epoch: 3n,
    seq: 42n,
    createdUnixSec: 1760000000,
    keyId,
  }
  const headers = signRequest(request, key)
  const read = (changes: Record<string, string> = {}) => {
    const all: Record<string, string> = { ...headers, ...changes }
    return (name: string) => all[name] ?? null
  }
  const parts = { ...request, contentDigestHeader: headers['content-digest'] ?? null }

  test('base, digest and signature equal the vector', () => {
    expect(headers['content-digest']).toBe('sha-256=:6VNATvkrAAI1xHOXy+BNAlw4Ok466O0xeNvZEu3wdaI=:')
    expect(sha(signatureBase(request))).toBe('9961f092ff959b56885167f19c3556dbc02b758bfba19f37a67fc3d8245bab4a')
    expect(headers['signature']).toBe(
      'sig1=:vzmBTrSdP2Fpc0zW1wyyMXv0IBvBsAhbgajD7yJpOuRPJi2DRiyhhE9KuFV9P+P1IeyG/bZoUhyAUJ2Bem/GAw==:',
    )
  })

  test('what was signed verifies, and nothing else does', () => {
    const signed = parseRequestSignature(read())
    if (signed === null) throw new Error('the headers must parse')
    const publicKey = publicKeyFromRaw(raw)
    expect(verifyRequest(parts, signed, publicKey)).toBe(true)
    expect(verifyRequest({ ...parts, method: 'GET' }, signed, publicKey)).toBe(false)
    expect(verifyRequest({ ...parts, path: '/api/agent/v1/observed' }, signed, publicKey)).toBe(false)
    expect(verifyRequest({ ...parts, query: '?wait=24' }, signed, publicKey)).toBe(false)
    expect(verifyRequest({ ...parts, body: Buffer.from('{"cursor":"1"}') }, signed, publicKey)).toBe(false)
    expect(verifyRequest(parts, { ...signed, seq: 43n }, publicKey)).toBe(false)
    expect(verifyRequest(parts, { ...signed, epoch: 4n }, publicKey)).toBe(false)
    expect(verifyRequest(parts, { ...signed, agentId: 'agt_0002' }, publicKey)).toBe(false)
    expect(verifyRequest(parts, { ...signed, createdUnixSec: 1760000001 }, publicKey)).toBe(false)
  })

  test('a signature over fewer components is not one of ours', () => {
    const fewer = `sig1=("@method" "@path");created=1760000000;keyid="${keyId}";alg="ed25519"`
    expect(parseRequestSignature(read({ 'signature-input': fewer }))).toBeNull()
    expect(parseRequestSignature(read({ 'slipway-seq': '042' }))).toBeNull()
    expect(parseRequestSignature(() => null)).toBeNull()
  })
})

describe('envelope', () => {
  const type = 'application/vnd.slipway.command.v1+json'
  const payload = '{"commandId":"cmd_0001","fence":"7","kind":"apply-plan"}'
  const envelope = signEnvelope(type, payload, keyId, key)
  const trusted = (id: string) => (id === keyId ? publicKeyFromRaw(raw) : null)

  test('encoding and signature equal the vector', () => {
    expect(sha(pae(type, Buffer.from(payload)))).toBe(
      'f197f8320bfde5d883c97ec8baa0a041c3711ef3a49d297e3a598757f4a3becd',
    )
    expect(envelope.signatures[0]?.sig).toBe(
      '/TEYa52+P6T5muByggkfzvO9sTDUc1UZ5c7UdKO0OhP+KZrCiMK0ieSUS5ydB48teHByWWRfV12JtZKol3PXBg==',
    )
  })

  test('opens only under a trusted key, its own type and the exact bytes', () => {
    expect(openEnvelope(envelope, type, trusted)?.toString()).toBe(payload)
    expect(openEnvelope(envelope, 'application/json', trusted)).toBeNull()
    expect(openEnvelope(envelope, type, () => null)).toBeNull()
    const changed = { ...envelope, payload: Buffer.from(payload.replace('7', '8')).toString('base64') }
    expect(openEnvelope(changed, type, trusted)).toBeNull()
  })
})

describe('plan', () => {
  const digest = (c: string) => `sha256:${c.repeat(64)}`
  const plan: Plan = {
    schema: 'slipway.plan/1',
    deploymentId: 'dep_0001',
    variants: [
      {
        variantId: 'var_a',
        role: 'stable',
        versionNumber: 3,
        manifestDigest: digest('a'),
        configDigest: digest('c'),
        weightBps: 9500,
        mirrorBps: 0,
        requestCap: null,
      },
      {
        variantId: 'var_b',
        role: 'candidate',
        versionNumber: 4,
        manifestDigest: digest('b'),
        configDigest: digest('c'),
        weightBps: 500,
        mirrorBps: 0,
        requestCap: null,
      },
    ],
    routing: {
      salt: 'dep_0001',
      unitKey: { header: 'x-slipway-unit' },
      missingUnit: 'random',
      ranges: [
        { from: 0, to: 500, variantId: 'var_b' },
        { from: 500, to: 10000, variantId: 'var_a' },
      ],
    },
  }

  test('digest equals the vector and the plan keeps its invariants', () => {
    expect(planDigest(planSchema.parse(plan))).toBe(
      'sha256:f53d823f95819e89542562a5acf2ef1e3c75d46c94f4e7948b91c4481e29ebef',
    )
    expect(planProblem(plan)).toBeNull()
  })

  test('each broken invariant is named', () => {
    const [a, b] = plan.variants
    if (a === undefined || b === undefined || plan.routing === null) throw new Error('two variants')
    const routing = plan.routing
    expect(planProblem({ ...plan, variants: [b, a] })).toMatch(/sorted/)
    expect(planProblem({ ...plan, variants: [a, { ...b, role: 'stable' }] })).toMatch(/exactly one/)
    expect(planProblem({ ...plan, variants: [a, { ...b, weightBps: 400 }] })).toMatch(/sum to 9900/)
    expect(planProblem({ ...plan, variants: [a, { ...b, role: 'shadow' }] })).toMatch(/shadow/)
    expect(planProblem({ ...plan, variants: [a, { ...b, mirrorBps: 1 }] })).toMatch(/mirrored/)
    const ranges = (list: typeof routing.ranges) => planProblem({ ...plan, routing: { ...routing, ranges: list } })
    expect(ranges([{ from: 0, to: 10000, variantId: 'var_a' }])).toMatch(/var_a/)
    expect(ranges([{ from: 1, to: 10000, variantId: 'var_a' }])).toMatch(/gap at 0/)
    expect(ranges([{ from: 0, to: 500, variantId: 'var_b' }])).toMatch(/end at 500/)
  })
})

describe('buckets', () => {
  test.each([
    ['dep_0001', 'user-1', 9112],
    ['dep_0001', 'user-2', 4484],
    ['dep_0001', '42', 7770],
    ['dep_0001', '', 4525],
    ['dep_0001', 'Zürich', 9427],
    ['exp_0007', 'user-1', 4715],
  ])('salt %s and unit %s give bucket %i', (salt, unit, bucket) => {
    expect(bucketOf(salt, unit)).toBe(bucket)
  })

  test('the mirror draws independently', () => {
    expect(mirrorBucketOf('dep_0001', 'user-1')).toBe(2841)
  })

  test('100 000 units fall below 500 as often as the vector says', () => {
    let below = 0
    for (let i = 0; i < 100_000; i += 1) if (bucketOf('dep_0001', `user-${i}`) < 500) below += 1
    expect(below).toBe(5007)
  })
})
