import { startMlflow } from '@/lib/registry/mlflow/testing/mlflow-server'
import type { Figure } from './figure'
import { findMlflow } from './mlflow-load/find-mlflow'
import { type LoadCall, type LoadServer, startLoad } from './mlflow-load/load-process'
import { startWeb } from './web-process'
import { withDatabase } from './with-database'

const MODELS = 500
const VERSIONS = 40
const CONNECTIONS = 8
const ROUNDS = 5
const SECONDS = 3
/** Until compilers of both sides have settled: servers run for days. */
const WARM_SECONDS = 12

const api = (path: string) => `/api/2.0/mlflow/${path}`
const MODEL = 'model-{{pick}}'

interface Scenario {
  name: string
  /** What the ratio must reach. */
  target: number | null
  call(source: string): Pick<LoadCall, 'method' | 'path' | 'body'>
}

const searched = (what: string, filter: string) => ({
  method: 'GET' as const,
  path: api(
    `${what}/search?max_results=20&filter=${encodeURIComponent(filter).replace('%7B%7Bpick%7D%7D', '{{pick}}')}`,
  ),
})
const METRICS = Array.from(
  { length: 10 },
  (_, n) => `{"key":"m${n}","value":0.5,"timestamp":{{i}},"step":{{i}}}`,
).join()

/** One call of each kind: the mix of a training job that registers, a server that loads, and people who search. */
const SCENARIOS: readonly Scenario[] = [
  {
    name: 'create-version',
    target: 4,
    call: (source) => ({
      method: 'POST',
      path: api('model-versions/create'),
      body: `{"name":"${MODEL}","source":"${source}","run_id":"${source.split('/')[2]}","description":"Version {{i}}"}`,
    }),
  },
  {
    name: 'get-version',
    target: null,
    call: () => ({ method: 'GET', path: api(`model-versions/get?name=${MODEL}&version=7`) }),
  },
  {
    name: 'get-by-alias',
    target: 4,
    call: () => ({ method: 'GET', path: api(`registered-models/alias?name=${MODEL}&alias=live`) }),
  },
  { name: 'search-versions', target: 5, call: () => searched('model-versions', `name = '${MODEL}'`) },
  { name: 'search-models', target: 5, call: () => searched('registered-models', `name LIKE '${MODEL}%'`) },
  {
    name: 'log-batch',
    target: null,
    call: () => ({
      method: 'POST',
      path: api('runs/log-batch'),
      body: `{"run_id":"{{run}}","metrics":[${METRICS}],"tags":[{"key":"at","value":"{{i}}"}]}`,
    }),
  },
]

interface Side {
  server: LoadServer
  source: string
  runs: readonly string[]
}

/** Calls per second of each side, in turns, so that what else the machine does meets both. */
async function measureScenario(load: ReturnType<typeof startLoad>, scenario: Scenario, sides: readonly Side[]) {
  const rates = sides.map((): number[] => [])
  const next = sides.map(() => 0)
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const [index, { server, source, runs }] of sides.entries()) {
      const call = { ...scenario.call(source), models: MODELS, runs }
      const seconds = round < 0 ? WARM_SECONDS : SECONDS
      const result = await load.measure({ server, call, seconds, connections: CONNECTIONS, from: next[index] ?? 0 })
      next[index] = result.next
      if (round >= 0) rates[index]?.push(result.perSecond)
    }
    process.stderr.write(
      `mlflow.${scenario.name} ${rates.map((of) => of.at(-1)?.toFixed(0) ?? '–').join(' against ')} calls/s\n`,
    )
  }
  return rates
}

const middle = (rates: readonly number[]) => [...rates].sort((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0

function figureOf({ name, target }: Scenario, [ours = [], theirs]: readonly number[][]): Figure {
  const median = middle(ours)
  const baseline = theirs === undefined ? null : middle(theirs)
  return {
    name: `mlflow.${name}`,
    value: median,
    unit: 'calls/s',
    baseline,
    ratio: baseline === null ? null : median / baseline,
    target: baseline === null ? null : target,
    n: ours.length,
    min: Math.min(...ours),
    median,
    max: Math.max(...ours),
  }
}

/** All scenarios, or the one that the command line names. */
function wanted(): readonly Scenario[] {
  const name = process.argv[3]
  return name === undefined ? SCENARIOS : SCENARIOS.filter((scenario) => scenario.name === name)
}

/** The MLflow API against a real MLflow server: one process each, the same PostgreSQL, the same registry in both. */
export function run(): Promise<Figure[]> {
  return withDatabase(async () => {
    process.env['SLIPWAY_RATE_FACTOR'] = '1000'
    const { createDatabase, fillMlflow, fillSlipway } = await import('./mlflow-load/fill-registry')
    const size = { models: MODELS, versions: VERSIONS, runs: CONNECTIONS }
    const stops: (() => unknown)[] = []
    try {
      const web = await startWeb()
      stops.push(web.stop)
      const { token, ...slipway } = await fillSlipway(web.url, size)
      const sides: Side[] = [{ server: { name: 'Slipway', url: web.url, token }, ...slipway }]
      const found = await findMlflow()
      if ('missing' in found) process.stderr.write(`No ratio: ${found.missing}.\n`)
      else {
        const database = await createDatabase('mlflow_peer')
        const mlflow = await startMlflow(found.python, database)
        stops.push(mlflow.stop)
        process.stderr.write(`Against MLflow ${found.version}.\n`)
        sides.push({
          server: { name: 'MLflow', url: mlflow.url, token: null },
          ...(await fillMlflow(mlflow.url, database, size)),
        })
      }
      const load = startLoad()
      stops.push(load.stop)
      const figures: Figure[] = []
      for (const scenario of wanted()) figures.push(figureOf(scenario, await measureScenario(load, scenario, sides)))
      return figures
    } finally {
      for (const stop of stops.reverse()) await stop()
    }
  })
}
