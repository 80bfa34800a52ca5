import { handleMlflow } from '@/app/api/mlflow-handler'
import { ROUTES } from '@/app/api/route-manifest'
import { keepJobs } from '@/cli/worker/keep-jobs'
import { database } from '@/lib/server/database'
import { defineJob } from '@/lib/server/jobs'
import { serveRoutes } from '@/lib/server/testing/serve-routes'
import { intakeJob } from '../../intake-job'
import { runIntake } from '../../run-intake'

/** What a day of a client looks like on the wire, where the script cannot see it. */
export interface Wire {
  /** `POST registered-models/alias 403`, in the order of the answers. */
  answers: string[]
  /** Creating calls whose answer was thrown away after the commit. */
  cut: number
}

/** Intake of a model named `slow` begins when its client has asked for it twice: it takes as long as a client takes to come back. */
function createSlowIntake() {
  const waiting: (() => void)[] = []
  let asked = 0
  const job = defineJob({
    ...intakeJob,
    cron: null,
    async run(payload) {
      const version = await database().modelVersion.findUnique({
        where: { workspaceId_id: { workspaceId: payload.workspaceId, id: payload.versionId } },
        select: { model: { select: { name: true } } },
      })
      if (version?.model.name === 'slow' && asked < 2) await new Promise<void>((resolve) => waiting.push(resolve))
      await runIntake(payload)
    },
  })
  return {
    job,
    noteAsked() {
      asked += 1
      if (asked === 2) for (const go of waiting.splice(0)) go()
    },
    reset() {
      asked = 0
    },
  }
}

/** Slipway for real clients: the real handlers over HTTP and the job of intake; `wire` says what went over it since `reset`. */
export async function serveClients(origin: string, before?: Parameters<typeof serveRoutes>[1]) {
  const slow = createSlowIntake()
  const wire: Wire = { answers: [], cut: 0 }
  async function watched(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const call = pathname.replace('/api/2.0/mlflow/', '')
    if (call === 'model-versions/get' && searchParams.get('name') === 'slow') slow.noteAsked()
    const isCut = call === 'model-versions/create' && wire.cut === 0 && (await request.clone().text()).includes('"cut"')
    const response = await handleMlflow(request)
    wire.answers.push(`${request.method} ${call} ${response.status}`)
    if (!isCut) return response
    wire.cut += 1
    throw new Error('the connection breaks after the commit, before the answer')
  }
  const methods = Object.fromEntries(['GET', 'POST', 'PATCH', 'DELETE', 'PUT'].map((method) => [method, watched]))
  const routes = ROUTES.map((route) =>
    route.path === '/api/2.0/mlflow/{path}' ? { ...route, load: async () => methods } : route,
  )
  const server = await serveRoutes(routes, before, origin)
  const jobs = keepJobs([slow.job])
  return {
    wire,
    reset() {
      wire.answers.length = 0
      wire.cut = 0
      slow.reset()
    },
    async close() {
      await jobs.stop()
      await server.close()
    },
  }
}
