import { setTimeout as pause } from 'node:timers/promises'
import { attempt } from './attempt'
import { WireRefusal } from './mlflow-server'
import { fitting, type Import, importedId, madeThere, marks, tagsOf } from './scope'
import { sourceHere } from './version-source'
import type { WireModel, WireVersion } from './wire'

const CHECK_MS = 300_000
const ASK_MS = 1000

type Here = WireModel & { slipway: { url: string } }

/** The model of this name here, if this import made it. One that somebody else made keeps its numbers to itself. */
async function findOrCreate(scope: Import, model: WireModel): Promise<{ id: string }> {
  const { to, report } = scope
  const { name } = model
  const id = ({ slipway }: Here) => ({ id: slipway.url.split('/').at(-1) ?? '' })
  try {
    const made = await to.post<{ registered_model: Here }>('registered-models/create', {
      name,
      description: model.description ?? '',
      tags: [...fitting(scope, `model ${name}`, model.tags, 100_000), ...marks(scope, name), ...madeThere(model)],
    })
    report.count('models')
    return id(made.registered_model)
  } catch (error) {
    if (!(error instanceof WireRefusal) || error.code !== 'RESOURCE_ALREADY_EXISTS') throw error
  }
  const { registered_model: here } = await to.get<{ registered_model: Here }>('registered-models/get', { name })
  if (importedId(scope, here.tags) === undefined)
    throw new WireRefusal(
      'TAKEN',
      'a model of this name is here already, and did not come from there. Rename one of them',
    )
  report.skip('models')
  return id(here)
}

async function versionsOf(scope: Import, side: 'from' | 'to', name: string): Promise<WireVersion[]> {
  const asked = { filter: `name = '${name}'`, max_results: 1000 }
  const versions: WireVersion[] = []
  for await (const version of scope[side].pages<WireVersion>('model-versions/search', 'model_versions', asked, 'GET'))
    versions.push(version)
  return versions.sort((a, b) => Number(a.version) - Number(b.version))
}

/** Waits for intake: what it refuses is no version. */
async function checked({ to }: Import, { name, version, status }: WireVersion): Promise<void> {
  let state: { status?: string | undefined; status_message?: string } = { status }
  for (let waited = 0; state.status === 'PENDING_REGISTRATION' && waited < CHECK_MS; waited += ASK_MS) {
    await pause(ASK_MS)
    state = (await to.get<{ model_version: WireVersion }>('model-versions/get', { name, version })).model_version
  }
  if (state.status !== 'READY')
    throw new WireRefusal('INTAKE', state.status_message ?? `intake has not answered yet (${state.status})`)
}

/** Versions that an earlier Slipway imported do not say when they were made. */
async function catchUp(scope: Import, { name, version, tags }: WireVersion, there: WireVersion): Promise<void> {
  if (importedId(scope, tags) !== `${name}/${version}`) return
  const own = tagsOf(tags)
  for (const tag of madeThere(there))
    if (!own.has(tag.key)) await scope.to.post('model-versions/set-tag', { name, version, ...tag })
}

/** The stage that a version has there, unless it has it here. */
async function stageLike({ to }: Import, { name, version, current_stage: stage = 'None' }: WireVersion, now = 'None') {
  if (stage !== now) await to.post('model-versions/transition-stage', { name, version, stage })
}

async function importVersion(scope: Import, version: WireVersion): Promise<void> {
  const { to, report } = scope
  const { name } = version
  const place = await sourceHere(scope, version)
  const runId = scope.runs.get(version.run_id ?? '')?.runId
  const { model_version: made } = await to.post<{ model_version: WireVersion }>('model-versions/create', {
    name,
    ...place,
    ...(runId === undefined ? {} : { run_id: runId }),
    run_link: version.run_link,
    description: version.description,
    tags: [
      ...fitting(scope, `${name} version ${version.version}`, version.tags, 100_000),
      ...marks(scope, `${name}/${version.version}`),
      ...madeThere(version),
    ],
  })
  report.count('versions')
  if (made.version !== version.version)
    throw new WireRefusal('NUMBER', `it has number ${made.version} here: its own was taken`)
  await checked(scope, made)
  await stageLike(scope, version)
}

/** A registered model: its versions with their numbers, gaps kept, then the aliases. */
export async function importModel(scope: Import, model: WireModel): Promise<void> {
  const { report, to } = scope
  const { name } = model
  const { id } = await findOrCreate(scope, model)
  const here = new Map((await versionsOf(scope, 'to', name)).map((version) => [version.version, version]))
  const versions = await versionsOf(scope, 'from', name)
  let next = 0
  for (const version of versions) {
    const what = `${name} version ${version.version}`
    const known = here.get(version.version)
    if (known !== undefined) {
      report.skip('versions')
      await attempt(report, what, async () => {
        await stageLike(scope, version, known.current_stage)
        await catchUp(scope, known, version)
      })
    } else if (version.status !== undefined && version.status !== 'READY')
      report.problem(what, `it is ${version.status} there`)
    else {
      const number = Number(version.version)
      // Deleted versions leave gaps there, which stay gaps here.
      if (number !== next) await scope.command(`/registry/models/${id}/version-numbers`, { next: number })
      await attempt(report, what, () => importVersion(scope, version))
      next = number + 1
    }
  }
  const { registered_model: now } = await to.get<{ registered_model: WireModel }>('registered-models/get', { name })
  const named = new Map(now.aliases?.map(({ alias, version }) => [alias, version]))
  const { registered_model: there } = await scope.from.get<{ registered_model: WireModel }>('registered-models/get', {
    name,
  })
  for (const { alias, version } of there.aliases ?? []) {
    if (named.get(alias) === version) report.skip('aliases')
    else
      await attempt(report, `alias ${alias} of ${name}`, async () => {
        await to.post('registered-models/alias', { name, alias, version })
        report.count('aliases')
      })
  }
  report.progress(`model ${name}: ${versions.length} versions`)
}
