import { readFile } from 'node:fs/promises'
import { afterEach, expect, test } from 'vitest'
import { bucketOf, variantOfBucket } from '@/lib/agents/domain/bucket'
import { decodeSegment } from '../spool/segment-format'
import { listSegments } from '../spool/segment-names'
import { toPredictionRows } from '../spool/to-prediction-rows'
import { statePaths } from '../state/state-paths'
import { steadyLoad } from '../testing/steady-load'
import { deploymentSpec, modelSpec, type TestGateway, testGateway } from '../testing/test-gateway'
import { until } from '../testing/until'
import type { DeploymentSpec } from './routing/deployment-spec'

let gateway: TestGateway
afterEach(() => gateway.stop())

const CHAMPION = 'census-employment/champion'
const CHALLENGER = 'census-employment/challenger'
const infer = () => `${gateway.url}/census/v2/models/census-employment/infer`

async function capturedRows() {
  const rows = []
  for (const { path } of await listSegments(statePaths(gateway.stateDir).spool))
    rows.push(...decodeSegment(await readFile(path)).blocks.flatMap(toPredictionRows))
  return rows
}

const send = (unit: string) =>
  fetch(infer(), {
    method: 'POST',
    headers: { 'x-slipway-unit': unit },
    body: JSON.stringify({
      inputs: [{ name: 'input', datatype: 'FP32', shape: [1, 16], data: new Array(16).fill(1) }],
    }),
  })

test('switching between versions under load fails no request, and each answer is of its generation', async () => {
  gateway = await testGateway()
  const plans: DeploymentSpec[] = []
  const next = async (fence: number, champion: number) => {
    const previous = plans.at(-1)
    const spec = deploymentSpec({
      fence,
      ...(previous === undefined ? {} : { previous }),
      variants: [
        { id: 'a', model: CHAMPION, version: 1, weightBps: champion },
        { id: 'b', model: CHALLENGER, version: 2, weightBps: 10_000 - champion },
      ],
    })
    await gateway.client.apply(spec, null)
    plans.push(spec)
  }
  await next(1, 10_000)
  const load = steadyLoad(infer())
  for (const [i, weight] of [9500, 5000, 0, 10_000, 2500].entries()) {
    const before = load.served.length
    await next(i + 2, weight)
    await until('requests after the switch', () => load.served.length > before + 200)
  }
  await load.stop()
  expect(load.errors).toEqual([])
  expect(load.served.filter((s) => s.status !== 200)).toEqual([])
  for (const { generation, variant } of load.served) {
    const plan = plans.find((p) => p.generation === generation)?.plan
    expect(plan?.variants.find((v) => v.variantId === variant)?.weightBps).toBeGreaterThan(0)
  }
})

test('a lower or equal fence, or a plan that starts elsewhere, changes nothing', async () => {
  gateway = await testGateway()
  const first = deploymentSpec({ fence: 5, variants: [{ id: 'a', model: CHAMPION, version: 1, weightBps: 10_000 }] })
  await gateway.client.apply(first, null)
  const other = (fence: number) =>
    deploymentSpec({
      fence,
      previous: first,
      variants: [{ id: 'b', model: CHALLENGER, version: 2, weightBps: 10_000 }],
    })
  await expect(gateway.client.apply(other(5), null)).rejects.toMatchObject({ code: 'stale_fence' })
  await expect(gateway.client.apply(other(4), null)).rejects.toMatchObject({ code: 'stale_fence' })
  await expect(gateway.client.apply(other(6), [`sha256:${'0'.repeat(64)}`])).rejects.toMatchObject({ code: 'conflict' })
  // Twice the same is once.
  await expect(gateway.client.apply(first, null)).resolves.toMatchObject({ fence: '5', planDigest: first.planDigest })
  const { deployments } = await gateway.client.status()
  expect(deployments).toMatchObject([{ fence: '5', planDigest: first.planDigest }])
})

test('a model whose bytes changed, or that cannot be loaded, leaves the stable one serving', async () => {
  gateway = await testGateway()
  const first = deploymentSpec({ fence: 1, variants: [{ id: 'a', model: CHAMPION, version: 1, weightBps: 10_000 }] })
  await gateway.client.apply(first, null)
  const wrong = deploymentSpec({
    fence: 2,
    previous: first,
    variants: [{ id: 'b', model: CHALLENGER, version: 2, weightBps: 10_000 }],
  })
  const digest = wrong.plan.variants[0]?.manifestDigest ?? ''
  const spec = modelSpec(CHALLENGER)
  const flipped = { ...wrong, models: { [digest]: { ...spec, source: { ...spec.source, sha256: '0'.repeat(64) } } } }
  await expect(gateway.client.apply(flipped, null)).rejects.toMatchObject({ code: 'digest_mismatch' })
  const broken = spec.source.path.replace('challenger.onnx', 'challenger.json')
  const { createHash } = await import('node:crypto')
  const sha256 = createHash('sha256')
    .update(await readFile(broken))
    .digest('hex')
  const unreadable = {
    ...wrong,
    models: { [digest]: { ...spec, source: { path: broken, sha256, hasExternalData: false } } },
  }
  await expect(gateway.client.apply(unreadable, null)).rejects.toMatchObject({ code: 'load_failed' })
  expect((await send('user-1')).headers.get('x-slipway-version')).toBe('1')
})

test('a unit always meets the variant that its bucket names', async () => {
  gateway = await testGateway()
  const spec = deploymentSpec({
    fence: 1,
    variants: [
      { id: 'a', model: CHAMPION, version: 1, weightBps: 7000 },
      { id: 'b', model: CHALLENGER, version: 2, weightBps: 3000 },
    ],
  })
  await gateway.client.apply(spec, null)
  for (let i = 0; i < 60; i += 1) {
    const expected = variantOfBucket(spec.plan.routing?.ranges ?? [], bucketOf(spec.deploymentId, `user-${i}`))
    expect((await send(`user-${i}`)).headers.get('x-slipway-variant')).toBe(expected)
  }
})

test('a slow candidate does not slow the others, and a shadow gets copies that carry the id of the primary', async () => {
  gateway = await testGateway()
  const spec = deploymentSpec({
    fence: 1,
    variants: [
      { id: 'a', model: CHAMPION, version: 1, weightBps: 10_000 },
      { id: 's', model: 'census-employment/slow', version: 2, weightBps: 0, role: 'shadow', mirrorBps: 10_000 },
    ],
  })
  await gateway.client.apply(spec, null)
  const answer = await send('user-1')
  const id = answer.headers.get('x-slipway-prediction-id')
  expect(answer.headers.get('x-slipway-variant')).toBe('a')
  await until('both rows are captured', async () => (await capturedRows()).filter((row) => row.id === id).length === 2)
  const rows = (await capturedRows()).filter((row) => row.id === id)
  expect(rows.map((row) => [row.variantId, row.mirrored]).sort()).toEqual([
    ['a', false],
    ['s', true],
  ])
  expect(rows[0]?.scores).toBeCloseTo(Number(rows[1]?.scores), 6)
})

test('a killed gateway serves again within moments and keeps every row that was a second old', async () => {
  gateway = await testGateway()
  await gateway.client.apply(
    deploymentSpec({ fence: 1, variants: [{ id: 'a', model: CHALLENGER, version: 2, weightBps: 10_000 }] }),
    null,
  )
  const load = steadyLoad(infer(), 4)
  await until('some requests', () => load.served.length > 300)
  await load.stop()
  await until('rows are with the kernel', async () => (await gateway.client.status()).bufferedRows === 0)
  await gateway.kill()
  await gateway.start()
  expect((await send('user-1')).status).toBe(200)
  await until('the torn segment is sealed', async () =>
    (await listSegments(statePaths(gateway.stateDir).spool)).some((s) => !s.open),
  )
  const captured = new Set((await capturedRows()).map((row) => row.id))
  expect(load.served.filter((s) => !captured.has(s.predictionId))).toEqual([])
  const [row] = await capturedRows()
  expect(row).toMatchObject({
    status: 'ok',
    variantId: 'a',
    generation: 1,
    modelVersion: 2,
    features: { AGEP: 46, RAC1P: 1 },
    segments: { 'slipway.assignment': 'unit' },
  })
  expect(row?.prediction === 0 || row?.prediction === 1).toBe(true)
  expect(typeof row?.scores).toBe('number')
})
