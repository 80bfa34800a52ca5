import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploymentSpec, type TestGateway, testGateway } from '../testing/test-gateway'

let gateway: TestGateway
const spec = deploymentSpec({
  fence: 1,
  variants: [{ id: 'a', model: 'census-employment/champion', version: 3, weightBps: 10_000 }],
})

beforeAll(async () => {
  gateway = await testGateway()
  await gateway.client.apply(spec, null)
  const columns = deploymentSpec({
    fence: 1,
    name: 'columns',
    modelName: 'columns',
    variants: [{ id: 'c', model: 'car-price/columns', version: 1, weightBps: 10_000 }],
  })
  await gateway.client.apply(columns, null)
})
afterAll(() => gateway.stop())

const INFER = '/census/v2/models/census-employment/infer'
const ROW = [46, 21, 1, 0, 2, 0, 3, 1, 4, 2, 1, 2, 2, 2, 1, 1]
const input = (changes: object = {}) => ({ name: 'input', datatype: 'FP32', shape: [1, 16], data: ROW, ...changes })

async function send(path: string, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  })
  return { status: response.status, body: await response.json() }
}

test.each([
  ['an empty body', '', /empty/],
  ['half a body', '{"inputs": [', /not valid JSON/],
  ['NaN', '{"inputs":[{"name":"input","datatype":"FP32","shape":[1,1],"data":[NaN]}]}', /NaN and Infinity/],
  ['no inputs', {}, /"inputs" must be a list/],
  ['an unknown input', { inputs: [input({ name: 'x' })] }, /unknown input "x"; this model takes "input"/],
  ['an input twice', { inputs: [input(), input()] }, /given twice/],
  ['an unknown datatype', { inputs: [input({ datatype: 'FLOAT' })] }, /unknown datatype "FLOAT"/],
  ['another datatype', { inputs: [input({ datatype: 'INT64' })] }, /has datatype INT64, the model takes FP32/],
  [
    'too few columns',
    { inputs: [input({ shape: [1, 15], data: ROW.slice(1) })] },
    /shape \[1, 15\], the model takes \[N, 16\]/,
  ],
  ['too few elements', { inputs: [input({ data: ROW.slice(1) })] }, /15 elements, its shape \[1, 16\] needs 16/],
  ['a text', { inputs: [input({ data: [...ROW.slice(1), 'a'] })] }, /element 15: "a" is not a number/],
  ['null', { inputs: [input({ data: [null, ...ROW.slice(1)] })] }, /element 0: null is not a number/],
  ['a number beyond float32', { inputs: [input({ data: [1e39, ...ROW.slice(1)] })] }, /too large/],
  ['a negative shape', { inputs: [input({ shape: [-1, 16] })] }, /list of sizes/],
  ['a huge shape', { inputs: [input({ shape: [4_000_000_000, 16] })] }, /more than/],
  ['no rows', { inputs: [input({ shape: [0, 16], data: [] })] }, /no rows/],
  ['an unknown output', { inputs: [input()], outputs: [{ name: 'y' }] }, /unknown output "y"/],
])('V2 refuses %s with 400 and says why', async (_, body, message) => {
  const answer = await send(INFER, body)
  expect(answer.status).toBe(400)
  expect(answer.body.error).toMatch(message)
})

test.each([
  ['none of the forms', { rows: [] }, /unknown member "rows"/],
  ['two forms', { inputs: [], instances: [] }, /exactly one/],
  ['a missing column', { dataframe_records: [{ car_age: 1 }] }, /missing columns "km_driven"/],
  [
    'a number for a text',
    { dataframe_split: { columns: COLUMNS(), data: [[1, 2, 3, 1, 2, 7, 'manual']] } },
    /row 0, column "fuel": 7 is not a text/,
  ],
  [
    'a fraction for an integer',
    { dataframe_split: { columns: COLUMNS(), data: [[1.5, 2, 3, 1, 2, 'gas', 'manual']] } },
    /1.5 is not an integer/,
  ],
  [
    'an integer that JSON rounds',
    { dataframe_split: { columns: COLUMNS(), data: [[2 ** 53, 2, 3, 1, 2, 'gas', 'manual']] } },
    /not exactly representable/,
  ],
  ['a ragged row', { dataframe_split: { columns: COLUMNS(), data: [[1]] } }, /must have 7 values/],
  ['no rows', { instances: [] }, /no rows/],
])('MLflow refuses %s with 400 and says why', async (_, body, message) => {
  const answer = await send('/columns/invocations', body)
  expect(answer.status).toBe(400)
  expect(answer.body.error_code).toBe('BAD_REQUEST')
  expect(answer.body.message).toMatch(message)
})

function COLUMNS(): string[] {
  return ['car_age', 'km_driven', 'price_new', 'accident_count', 'door_count', 'fuel', 'transmission']
}

test('an extra column is ignored and a wide integer may be a string of digits', async () => {
  const columns = [...COLUMNS(), 'colour']
  const answer = await send('/columns/invocations', {
    dataframe_split: { columns, data: [['5', 25303, 22210, 2, 5, 'gas', 'manual', 'red']] },
  })
  expect(answer.status).toBe(200)
})

test('unknown paths, deployments, models and versions are 404, overrides are refused', async () => {
  expect((await send('/nothing', {})).status).toBe(404)
  expect((await send('/other/v2/models/census-employment/infer', {})).body.error).toMatch(/no deployment "other"/)
  expect((await send('/census/v2/models/other/infer', {})).body.error).toMatch(/model "other" is not served/)
  expect((await send('/census/v2/models/census-employment/versions/9/infer', { inputs: [input()] })).status).toBe(400)
  expect((await fetch(`${gateway.url}/census/v2/models/census-employment/versions/9`)).status).toBe(404)
  expect((await send('/other/invocations', {})).body.error_code).toBe('RESOURCE_DOES_NOT_EXIST')
})

test('a body beyond 8 MiB is 413 and the gateway goes on serving', async () => {
  const big = `{"inputs":"${'x'.repeat(9 * 1024 * 1024)}"}`
  const status = await send(INFER, big).then(
    (answer) => answer.status,
    // The answer may be cut off together with the connection that was still sending.
    () => 413,
  )
  expect(status).toBe(413)
  expect((await send(INFER, { inputs: [input()] })).status).toBe(200)
})

test('health, readiness and metadata answer by protocol', async () => {
  for (const path of ['v2/health/live', 'v2/health/ready', 'ping', 'health', 'version', 'v2'])
    expect((await fetch(`${gateway.url}/census/${path}`)).status, path).toBe(200)
  const metadata = await (await fetch(`${gateway.url}/census/v2/models/census-employment`)).json()
  expect(metadata).toMatchObject({
    name: 'census-employment',
    versions: ['3'],
    inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 16] }],
  })
})

test('stopped serving answers 503 until a later plan resumes it', async () => {
  const stopped = { ...spec, fence: '2', stopped: true }
  await gateway.client.apply(stopped, [spec.planDigest])
  expect(await send(INFER, { inputs: [input()] })).toMatchObject({
    status: 503,
    body: { error: 'serving was stopped by an operator' },
  })
  await gateway.client.apply({ ...spec, fence: '3' }, [spec.planDigest])
  expect((await send(INFER, { inputs: [input()] })).status).toBe(200)
})
