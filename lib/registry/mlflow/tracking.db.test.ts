import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useTestDatabase } from '@/lib/server/testing/test-database'

process.env['SLIPWAY_RATE_FACTOR'] = '1000'
const testDb = await useTestDatabase()
const { mlflowClient, mlflowWorkspace, scopedToken } = await import('./testing/mlflow-client')
const { pool } = await import('@/lib/server/database')

type Client = ReturnType<typeof mlflowClient>
let ask: Client
let stranger: Client
let reader: Client
beforeAll(async () => {
  const dana = await mlflowWorkspace('demo')
  ask = mlflowClient(dana.token)
  stranger = mlflowClient((await mlflowWorkspace('other')).token)
  reader = mlflowClient(await scopedToken(dana, ['registry:read']))
})
afterAll(() => testDb.drop())

async function newRun(fields: Record<string, unknown> = {}): Promise<string> {
  const answer = await ask('POST', 'runs/create', { experiment_id: '0', start_time: 1000, ...fields })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.run.info.run_id
}

const runOf = async (id: string) => (await ask('GET', 'runs/get', { run_id: id })).body.run

describe('experiments', () => {
  test('each workspace has Default, and set_experiment finds or makes one', async () => {
    const missing = await ask('GET', 'experiments/get-by-name', { experiment_name: 'E' })
    expect([missing.status, missing.body]).toEqual([
      404,
      { error_code: 'RESOURCE_DOES_NOT_EXIST', message: "Could not find experiment with name 'E'" },
    ])
    const made = await ask('POST', 'experiments/create', { name: 'E', tags: [{ key: 'team', value: 'risk' }] })
    expect(made.body).toEqual({ experiment_id: '1' })
    const got = await ask('GET', 'experiments/get', { experiment_id: '1' })
    expect(got.body.experiment).toMatchObject({
      experiment_id: '1',
      name: 'E',
      artifact_location: 'mlflow-artifacts:/1',
      lifecycle_stage: 'active',
      tags: [{ key: 'team', value: 'risk' }],
    })
    const again = await ask('POST', 'experiments/create', { name: 'E' })
    expect([again.status, again.body]).toEqual([
      400,
      { error_code: 'RESOURCE_ALREADY_EXISTS', message: 'Experiment(name=E) already exists.' },
    ])
    expect((await stranger('GET', 'experiments/get', { experiment_id: '1' })).status).toBe(404)
    expect((await stranger('GET', 'experiments/get', { experiment_id: '0' })).body.experiment.name).toBe('Default')
  })

  test('artifacts live nowhere else', async () => {
    const elsewhere = await ask('POST', 'experiments/create', { name: 'F', artifact_location: 's3://bucket/x' })
    expect([elsewhere.status, elsewhere.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
  })

  test('rename, tag, search, delete and restore; numbers never come back', async () => {
    const { experiment_id: id } = (await ask('POST', 'experiments/create', { name: 'old' })).body
    expect((await ask('POST', 'experiments/update', { experiment_id: id, new_name: 'new' })).body).toEqual({})
    expect(
      (await ask('POST', 'experiments/set-experiment-tag', { experiment_id: id, key: 'k', value: 'v' })).status,
    ).toBe(200)
    const found = await ask('POST', 'experiments/search', {
      filter: "name LIKE 'ne%' AND tags.k = 'v'",
      max_results: 10,
    })
    expect(found.body.experiments.map((one: { name: string }) => one.name)).toEqual(['new'])
    await ask('POST', 'experiments/delete-experiment-tag', { experiment_id: id, key: 'k' })
    expect((await ask('GET', 'experiments/search', { filter: "tags.k != 'x'", max_results: 10 })).body).toEqual({})
    expect((await ask('POST', 'experiments/delete', { experiment_id: id })).body).toEqual({})
    const gone = await ask('POST', 'experiments/search', { view_type: 'DELETED_ONLY', max_results: 10 })
    expect(gone.body.experiments.map((one: { name: string }) => one.name)).toEqual(['new'])
    expect((await ask('POST', 'runs/create', { experiment_id: id })).status).toBe(400)
    expect((await ask('POST', 'experiments/restore', { experiment_id: id })).body).toEqual({})
    const next = await ask('POST', 'experiments/create', { name: 'next' })
    expect(Number(next.body.experiment_id)).toBe(Number(id) + 1)
    expect((await ask('POST', 'experiments/delete', { experiment_id: '0' })).status).toBe(400)
  })

  test("NUL in a name is the client's fault, not ours", async () => {
    for (const answer of [
      await ask('GET', 'experiments/get-by-name', { experiment_name: 'a\0b' }),
      await ask('GET', 'experiments/search', { filter: "name = 'a\0b'" }),
      await ask('GET', 'metrics/get-history', { run_id: 'f'.repeat(32), metric_key: '\0' }),
    ])
      expect(answer.status).toBe(400)
  })

  test('pages follow each other without gap or repetition', async () => {
    const names: string[] = []
    let token: string | undefined
    do {
      const page = await ask('POST', 'experiments/search', {
        max_results: 2,
        order_by: ['name ASC'],
        page_token: token,
      })
      names.push(...page.body.experiments.map((one: { name: string }) => one.name))
      token = page.body.next_page_token
    } while (token)
    expect(names).toEqual([...new Set(names)].sort())
    expect(names).toContain('Default')
  })
})

describe('runs', () => {
  test('runs that log the same new data set at the same moment all have it', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => newRun()))
    const datasets = [{ dataset: { name: 'shared', digest: 'd1', source_type: 'local', source: 'x' }, tags: [] }]
    const answers = await Promise.all(ids.map((run_id) => ask('POST', 'runs/log-inputs', { run_id, datasets })))
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200))
    for (const id of ids) expect((await runOf(id)).inputs.dataset_inputs).toHaveLength(1)
  })

  test('a run from start to end', async () => {
    const id = await newRun({ user_id: 'ana', tags: [{ key: 'mlflow.user', value: 'ana' }] })
    const created = await runOf(id)
    expect(created.info).toMatchObject({
      run_uuid: id,
      experiment_id: '0',
      user_id: 'ana',
      status: 'RUNNING',
      start_time: 1000,
      artifact_uri: `mlflow-artifacts:/0/${id}/artifacts`,
      lifecycle_stage: 'active',
    })
    const name = created.info.run_name
    expect(created.data.tags).toEqual([
      { key: 'mlflow.user', value: 'ana' },
      { key: 'mlflow.runName', value: name },
    ])
    await ask('POST', 'runs/log-parameter', { run_id: id, key: 'C', value: '1.0' })
    await ask('POST', 'runs/log-metric', { run_uuid: id, key: 'auc', value: 0.9, timestamp: 5, step: 0 })
    const batch = [
      { key: 'a', value: 1, timestamp: 5, step: 0 },
      { key: 'b', value: 'NaN', timestamp: 5, step: 0 },
      { key: 'auc', value: 0.95, timestamp: 6, step: 1 },
      { key: 'auc', value: 0.91, timestamp: 7, step: 0 },
    ]
    expect((await ask('POST', 'runs/log-batch', { run_id: id, metrics: batch })).body).toEqual({})
    await ask('POST', 'runs/set-tag', { run_id: id, key: 't', value: 'v' })
    const done = await ask('POST', 'runs/update', { run_id: id, status: 'FINISHED', end_time: 2000 })
    expect(done.body.run_info).toMatchObject({ status: 'FINISHED', end_time: 2000 })
    const run = await runOf(id)
    expect(run.data.metrics).toEqual([
      { key: 'auc', value: 0.95, timestamp: 6, step: 1 },
      { key: 'a', value: 1, timestamp: 5, step: 0 },
      { key: 'b', value: 'NaN', timestamp: 5, step: 0 },
    ])
    expect(run.data.params).toEqual([{ key: 'C', value: '1.0' }])
    expect(run.data.tags.at(-1)).toEqual({ key: 't', value: 'v' })
    expect(run.inputs).toEqual({})
    expect(run.outputs).toEqual({})
  })

  test('logging the same again changes nothing; another param value is refused, and with it the whole batch', async () => {
    const id = await newRun()
    const point = { key: 'm', value: 1, timestamp: 1, step: 1 }
    await ask('POST', 'runs/log-batch', { run_id: id, metrics: [point, point], params: [{ key: 'p', value: '1' }] })
    await ask('POST', 'runs/log-batch', { run_id: id, metrics: [point], params: [{ key: 'p', value: '1' }] })
    expect((await ask('GET', 'metrics/get-history', { run_id: id, metric_key: 'm' })).body.metrics).toHaveLength(1)
    const changed = await ask('POST', 'runs/log-batch', {
      run_id: id,
      params: [{ key: 'p', value: '2' }],
      metrics: [{ ...point, key: 'other' }],
    })
    expect([changed.status, changed.body]).toEqual([
      400,
      {
        error_code: 'INVALID_PARAMETER_VALUE',
        message: `Changing param values is not allowed. Param with key='p' was already logged with value='1' for run ID='${id}'. Attempted logging new value '2'.`,
      },
    ])
    expect((await runOf(id)).data.metrics.map((one: { key: string }) => one.key)).toEqual(['m'])
  })

  test('history is whole, ordered and paged', async () => {
    const id = await newRun()
    const metrics = Array.from({ length: 250 }, (_, step) => ({ key: 'loss', value: step % 7, timestamp: step, step }))
    await ask('POST', 'runs/log-batch', { run_id: id, metrics: [...metrics].reverse() })
    const steps: number[] = []
    let token: string | undefined
    do {
      const page = await ask('GET', 'metrics/get-history', {
        run_id: id,
        metric_key: 'loss',
        max_results: 100,
        ...(token ? { page_token: token } : {}),
      })
      steps.push(...page.body.metrics.map((one: { step: number }) => one.step))
      token = page.body.next_page_token
    } while (token)
    expect(steps).toEqual(metrics.map(({ step }) => step))
    expect((await ask('GET', 'metrics/get-history', { run_id: id, metric_key: 'nothing' })).body).toEqual({})
  })

  test('limits, names and strangers', async () => {
    const id = await newRun()
    const metrics = Array.from({ length: 1001 }, (_, step) => ({ key: 'x', value: 1, timestamp: 1, step }))
    expect((await ask('POST', 'runs/log-batch', { run_id: id, metrics })).status).toBe(400)
    const twice = [
      { key: 'p', value: '1' },
      { key: 'p', value: '1' },
    ]
    expect((await ask('POST', 'runs/log-batch', { run_id: id, params: twice })).status).toBe(400)
    expect((await ask('POST', 'runs/log-parameter', { run_id: id, key: '../x', value: '1' })).status).toBe(400)
    expect((await ask('POST', 'runs/log-parameter', { run_id: id, key: 'long', value: 'x'.repeat(6001) })).status).toBe(
      400,
    )
    expect((await ask('POST', 'runs/log-metric', { run_id: id, key: 'x', timestamp: 1 })).body.message).toContain(
      "'value'",
    )
    const missing = 'f'.repeat(32)
    for (const answer of [
      await ask('GET', 'runs/get', { run_id: missing }),
      await stranger('GET', 'runs/get', { run_id: id }),
    ])
      expect([answer.status, answer.body.error_code]).toEqual([404, 'RESOURCE_DOES_NOT_EXIST'])
    expect((await ask('GET', 'runs/get', { run_id: missing })).body.message).toBe(`Run with id=${missing} not found`)
    expect((await stranger('POST', 'runs/log-metric', { run_id: id, key: 'x', value: 1, timestamp: 1 })).status).toBe(
      404,
    )
    const denied = await reader('POST', 'runs/log-metric', { run_id: id, key: 'x', value: 1, timestamp: 1 })
    expect([denied.status, denied.body.error_code]).toEqual([403, 'PERMISSION_DENIED'])
  })

  test('a deleted run is hidden and closed until it is restored', async () => {
    const id = await newRun({ run_name: 'short-lived' })
    expect((await ask('POST', 'runs/delete', { run_id: id })).body).toEqual({})
    expect((await runOf(id)).info.lifecycle_stage).toBe('deleted')
    const search = { experiment_ids: ['0'], filter: "run_name = 'short-lived'" }
    expect((await ask('POST', 'runs/search', search)).body).toEqual({})
    expect((await ask('POST', 'runs/search', { ...search, run_view_type: 'DELETED_ONLY' })).body.runs).toHaveLength(1)
    expect((await ask('POST', 'runs/set-tag', { run_id: id, key: 'a', value: 'b' })).status).toBe(400)
    expect((await ask('POST', 'runs/restore', { run_id: id })).body).toEqual({})
    expect((await ask('POST', 'runs/search', search)).body.runs).toHaveLength(1)
  })

  test('data sets and models of a run', async () => {
    const id = await newRun()
    const dataset = { name: 'd', digest: '2981c147', source_type: 'code', source: '{}', schema: '{}', profile: '{}' }
    const datasets = [{ tags: [{ key: 'mlflow.data.context', value: 'train' }], dataset }]
    expect((await ask('POST', 'runs/log-inputs', { run_id: id, datasets })).body).toEqual({})
    const model = await ask('POST', 'logged-models', { experiment_id: '0', name: 'm', source_run_id: id })
    const { model_id } = model.body.model.info
    expect((await ask('POST', 'runs/outputs', { run_id: id, models: [{ model_id, step: 3 }] })).body).toEqual({})
    const run = await runOf(id)
    expect(run.inputs).toEqual({ dataset_inputs: datasets })
    expect(run.outputs).toEqual({ model_outputs: [{ model_id, step: 3 }] })
    const found = await ask('POST', 'runs/search', {
      experiment_ids: ['0'],
      filter: "dataset.context = 'train' AND dataset.name = 'd'",
    })
    expect(found.body.runs.map((one: { info: { run_id: string } }) => one.info.run_id)).toEqual([id])
  })

  test('models that older clients log are kept in the tag they read', async () => {
    const id = await newRun()
    const info = (path: string) =>
      JSON.stringify({ run_id: id, artifact_path: path, utc_time_created: 't', flavors: {} })
    for (const path of ['a', 'b'])
      expect((await ask('POST', 'runs/log-model', { run_id: id, model_json: info(path) })).body).toEqual({})
    const tag = (await runOf(id)).data.tags.find((one: { key: string }) => one.key === 'mlflow.log-model.history')
    expect(JSON.parse(tag.value).map((one: { artifact_path: string }) => one.artifact_path)).toEqual(['a', 'b'])
    expect((await ask('POST', 'runs/log-model', { run_id: id, model_json: '{}' })).status).toBe(400)
  })
})

describe('search of runs', () => {
  let experiment = ''
  beforeAll(async () => {
    experiment = (await ask('POST', 'experiments/create', { name: 'search' })).body.experiment_id
    for (let index = 0; index < 7; index += 1) {
      const id = await newRun({ experiment_id: experiment, run_name: `run-${index}`, start_time: 1000 + index })
      const metrics =
        index === 6 ? [] : [{ key: 'val loss', value: index === 5 ? 'NaN' : index, timestamp: 1, step: 0 }]
      await ask('POST', 'runs/log-batch', {
        run_id: id,
        metrics,
        params: [{ key: 'kind', value: index % 2 ? 'odd' : 'Even' }],
      })
    }
  })
  const names = async (fields: Record<string, unknown>) => {
    const answer = await ask('POST', 'runs/search', { experiment_ids: [experiment], ...fields })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return (answer.body.runs ?? []).map((one: { info: { run_name: string } }) => Number(one.info.run_name.slice(4)))
  }

  test('metrics, params, tags and attributes select', async () => {
    expect(await names({})).toEqual([6, 5, 4, 3, 2, 1, 0])
    expect(await names({ filter: 'metrics.`val loss` >= 3' })).toEqual([4, 3])
    expect(await names({ filter: 'params.kind ILIKE \'EV%\' AND metrics."val loss" < 3' })).toEqual([2, 0])
    expect(await names({ filter: "params.kind LIKE 'ev%'" })).toEqual([])
    expect(await names({ filter: "params.absent != 'x'" })).toEqual([])
    expect(await names({ filter: "tags.mlflow.runName = 'run-3' OR 1 = 1".slice(0, 30) })).toEqual([3])
    expect(await names({ filter: 'attributes.start_time > 1004' })).toEqual([6, 5])
    expect(await names({ filter: "status = 'RUNNING' and run_name != 'run-1'" })).toHaveLength(6)
  })

  test('order by a metric puts runs without a number last, whichever way, page by page', async () => {
    for (const [direction, expected] of [
      ['ASC', [0, 1, 2, 3, 4, 6, 5]],
      ['DESC', [4, 3, 2, 1, 0, 6, 5]],
    ] as const) {
      const order_by = [`metrics.\`val loss\` ${direction}`]
      expect(await names({ order_by })).toEqual(expected)
      const seen: number[] = []
      let page_token: string | undefined
      do {
        const page = await ask('POST', 'runs/search', {
          experiment_ids: [experiment],
          order_by,
          max_results: 2,
          page_token,
        })
        seen.push(...page.body.runs.map((one: { info: { run_name: string } }) => Number(one.info.run_name.slice(4))))
        page_token = page.body.next_page_token
      } while (page_token)
      expect(seen).toEqual(expected)
    }
  })

  test('what cannot be read or asked is 400, and a token of another query too', async () => {
    for (const filter of [
      "params.a = 'b' OR params.a = 'c'",
      'metrics.x LIKE 1',
      "foo = 'x'",
      'metrics.x = ',
      "'; DROP TABLE x; --",
    ]) {
      const answer = await ask('POST', 'runs/search', { experiment_ids: [experiment], filter })
      expect([filter, answer.status, answer.body.error_code]).toEqual([filter, 400, 'INVALID_PARAMETER_VALUE'])
    }
    const page = await ask('POST', 'runs/search', { experiment_ids: [experiment], max_results: 2 })
    const other = {
      experiment_ids: [experiment],
      max_results: 2,
      order_by: ['start_time'],
      page_token: page.body.next_page_token,
    }
    expect((await ask('POST', 'runs/search', other)).status).toBe(400)
  })
})

describe('logged models', () => {
  test('from PENDING to READY, with tags, params and the metrics measured on it', async () => {
    const run = await newRun()
    const params = [{ key: 'C', value: '1.0' }]
    const made = await ask('POST', 'logged-models', {
      experiment_id: '0',
      name: 'model',
      source_run_id: run,
      params,
      tags: [
        { key: 'z', value: '1' },
        { key: 'a', value: '2' },
      ],
    })
    const { info } = made.body.model
    expect(info).toMatchObject({
      status: 'LOGGED_MODEL_PENDING',
      name: 'model',
      source_run_id: run,
      model_type: '',
      tags: [
        { key: 'a', value: '2' },
        { key: 'z', value: '1' },
      ],
    })
    expect(info.artifact_uri).toBe(`mlflow-artifacts:/0/models/${info.model_id}/artifacts`)
    const metric = { key: 'auc', value: 0.9, timestamp: 1, step: 0 }
    await ask('POST', 'runs/log-metric', { run_id: run, ...metric })
    await ask('POST', 'runs/log-batch', { run_id: run, metrics: [{ ...metric, model_id: info.model_id }] })
    await ask('POST', 'runs/log-batch', {
      run_id: run,
      metrics: [{ ...metric, key: 'rmse', value: 2, model_id: info.model_id, dataset_name: 'd', dataset_digest: '9' }],
    })
    const ready = await ask('PATCH', `logged-models/${info.model_id}`, { status: 'LOGGED_MODEL_READY' })
    expect(ready.body.model.info.status).toBe('LOGGED_MODEL_READY')
    expect(ready.body.model.data).toEqual({
      params,
      metrics: [
        { ...metric, model_id: info.model_id, run_id: run },
        {
          ...metric,
          key: 'rmse',
          value: 2,
          model_id: info.model_id,
          run_id: run,
          dataset_name: 'd',
          dataset_digest: '9',
        },
      ],
    })
    expect((await runOf(run)).data.metrics.map((one: { key: string }) => one.key)).toEqual(['auc', 'rmse'])
    expect((await ask('GET', 'metrics/get-history', { run_id: run, metric_key: 'auc' })).body.metrics).toHaveLength(1)
    expect(
      (await ask('PATCH', `logged-models/${info.model_id}/tags`, { tags: [{ key: 'x', value: 'y' }] })).body,
    ).toEqual({})
    expect((await ask('DELETE', `logged-models/${info.model_id}/tags/x`)).body).toEqual({})
    expect((await ask('DELETE', `logged-models/${info.model_id}/tags/x`)).status).toBe(404)
    expect(
      (await ask('POST', `logged-models/${info.model_id}/params`, { params: [{ key: 'D', value: '2' }] })).body,
    ).toEqual({})
    expect(
      (await ask('POST', `logged-models/${info.model_id}/params`, { params: [{ key: 'D', value: '3' }] })).status,
    ).toBe(400)
    expect((await stranger('GET', `logged-models/${info.model_id}`)).status).toBe(404)
    const byName = await ask('POST', 'logged-models/search', { experiment_ids: ['0'], filter: "name = 'model'" })
    expect(byName.body.models).toHaveLength(1)
    const measured = {
      experiment_ids: ['0'],
      datasets: [{ dataset_name: 'd' }],
      filter: 'metrics.rmse > 1',
      order_by: [{ field_name: 'metrics.rmse', ascending: false, dataset_name: 'd' }],
    }
    expect((await ask('POST', 'logged-models/search', measured)).body.models).toHaveLength(1)
    expect((await ask('POST', 'logged-models/search', { ...measured, filter: 'metrics.auc > 0' })).body).toEqual({})
    expect((await ask('DELETE', `logged-models/${info.model_id}`)).body).toEqual({})
    expect((await ask('GET', `logged-models/${info.model_id}`)).status).toBe(404)
  })
})

test('every write of the data plane left a row in the ledger', async () => {
  const { rows } = await pool().query(`SELECT operation, count(*)::int FROM tracking.ledger GROUP BY 1 ORDER BY 1`)
  const operations = rows.map(({ operation }) => operation)
  for (const one of [
    'log-batch',
    'update-run',
    'log-inputs',
    'log-outputs',
    'log-model',
    'set-experiment-tag',
    'set-logged-model-tags',
  ])
    expect(operations).toContain(one)
})
