import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectedOutputs } from '../testing/expected-outputs'
import { deploymentSpec, modelSpec, type TestGateway, testGateway } from '../testing/test-gateway'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await testGateway()
})
afterAll(() => gateway.stop())

const MODELS = [
  'census-employment/champion',
  'census-employment/challenger',
  'census-employment/slow',
  'census-employment/wide',
  'census-employment/columns',
  'california-housing/champion',
  'california-housing/challenger',
  'car-price/champion',
  'car-price/challenger',
  'car-price/columns',
]

/** The expected rows in the column order of the model, as a data frame would hold them. */
function frame(model: string): { columns: string[]; data: unknown[][] } {
  const [set = '', name = ''] = model.split('/')
  const expected = expectedOutputs(set)
  const types = new Map(modelSpec(model).signature.inputs.map((input) => [input.name, input.datatype]))
  const columns = [...expected.features, ...(name === 'wide' ? (expected.extraFeatures ?? []) : [])]
  const table = name === 'columns' ? (expected.columns ?? expected.rows) : expected.rows
  const data = table.map((row, i) => {
    const full = name === 'wide' ? [...row, ...(expected.extra?.[i] ?? [])] : row
    return full.map((value, c) => (types.get(columns[c] ?? '') === 'string' ? String(value) : value))
  })
  return { columns, data }
}

function v2Body(model: string, { columns, data }: { columns: string[]; data: unknown[][] }) {
  const { inputs } = modelSpec(model).signature
  const datatypes: Record<string, string> = { float32: 'FP32', int64: 'INT64', string: 'BYTES' }
  const [only] = inputs
  if (inputs.length === 1 && only !== undefined)
    return { inputs: [{ name: only.name, datatype: 'FP32', shape: [data.length, columns.length], data }] }
  return {
    inputs: inputs.map((input) => ({
      name: input.name,
      datatype: datatypes[input.datatype],
      shape: [data.length, 1],
      data: data.map((row) => row[columns.indexOf(input.name)]),
    })),
  }
}

const post = async (path: string, body: string, type = 'application/json') => {
  const response = await fetch(gateway.url + path, { method: 'POST', headers: { 'content-type': type }, body })
  expect(response.status, `${path}: ${response.status === 200 ? '' : await response.clone().text()}`).toBe(200)
  return response.json()
}

describe.each(MODELS)('%s', (model) => {
  const [set = '', name = ''] = model.split('/')
  const expected = expectedOutputs(set)
  const wanted = expected.models[name]
  const table = frame(model)
  const address = model.replace('/', '-')

  // biome-ignore lint/suspicious/noExplicitAny: answers of two protocols
  let v2: any
  beforeAll(async () => {
    const draft = {
      fence: 1,
      name: address,
      modelName: address,
      variants: [{ id: 'a', model, version: 1, weightBps: 10_000 }],
    }
    await gateway.client.apply(deploymentSpec(draft), null)
    v2 = await post(`/${address}/v2/models/${address}/infer`, JSON.stringify(v2Body(model, table)))
  })

  const output = (name: string): number[] => v2.outputs.find((o: { name: string }) => o.name === name).data

  test('answers of the V2 protocol equal the expected outputs', () => {
    if (wanted?.variable !== undefined) {
      output('variable').forEach((value, i) => {
        expect(Math.abs(value - (wanted.variable?.[i] ?? Number.NaN))).toBeLessThanOrEqual(expected.tolerance)
      })
      return
    }
    expect(output('label')).toEqual(wanted?.label)
    const positive = output('probabilities').filter((_, i) => i % 2 === 1)
    positive.forEach((value, i) => {
      expect(Math.abs(value - (wanted?.probability?.[i] ?? Number.NaN))).toBeLessThanOrEqual(expected.tolerance)
    })
  })

  test('MLflow answers are the same numbers, whatever the form of the rows', async () => {
    const records = table.data.map((row) => Object.fromEntries(table.columns.map((c, i) => [c, row[i]])))
    const shuffled = [...table.columns].reverse()
    const split = { columns: shuffled, data: table.data.map((row) => [...row].reverse()) }
    const csv = [table.columns.join(','), ...table.data.map((row) => row.join(','))].join('\n')
    const answers = [
      await post(`/${address}/invocations`, JSON.stringify({ dataframe_split: split })),
      await post(`/${address}/invocations`, JSON.stringify({ dataframe_records: records })),
      await post(`/${address}/invocations`, JSON.stringify({ instances: records })),
      await post(`/${address}/invocations`, JSON.stringify({ inputs: table.data })),
      await post(`/${address}/invocations`, csv, 'text/csv'),
    ]
    for (const { predictions } of answers) {
      expect(predictions).toHaveLength(table.data.length)
      if (wanted?.variable !== undefined) expect(predictions).toEqual(output('variable'))
      else {
        expect(predictions.map((p: { label: number }) => p.label)).toEqual(output('label'))
        expect(predictions.flatMap((p: { probabilities: number[] }) => p.probabilities)).toEqual(
          output('probabilities'),
        )
      }
    }
  })
})
