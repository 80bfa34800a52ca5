import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { Command } from 'commander'
import { type ApiClient, apiClient, print } from '../api-client'
import { CliError } from '../cli-error'
import { until } from '../up/until'

interface VersionAnswer {
  id: string
  number: number
  state: string
  stateReason: string | null
  manifestDigest: string | null
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

async function findOrCreateModel(api: ApiClient, name: string): Promise<{ id: string }> {
  const page = await api.get<{ items: { id: string; name: string }[] }>('/registry/models', { name, limit: 200 })
  return (
    page.items.find((model) => model.name === name) ?? (await api.post<{ id: string }>('/registry/models', { name }))
  )
}

async function upload(api: ApiClient, versionId: string, file: string): Promise<void> {
  const { size } = await stat(file)
  const name = encodeURIComponent(basename(file))
  await api.put(
    `/registry/versions/${versionId}/files/${name}`,
    Readable.toWeb(createReadStream(file)) as unknown as BodyInit,
    {
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'x-content-sha256': await sha256Of(file),
    },
  )
}

/** `slipway register FILE...`: creates a version, uploads, submits, waits for the verdict of intake. */
export function registerRegistry(program: Command): void {
  program
    .command('register')
    .description('register a model version from files')
    .argument('<files...>', 'files of the version, for example model.onnx card.json')
    .requiredOption('--model <name>', 'model; created when it does not exist')
    .option('--description <text>', 'what this version is', '')
    .option('--metric <name=value...>', 'metrics of the version')
    .option('--param <name=value...>', 'parameters of the version')
    .option('--commit <sha>', 'source commit')
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token')
    .option('--json', 'one JSON line', false)
    .action(async (files: string[], options) => {
      const api = apiClient(options)
      const model = await findOrCreateModel(api, options.model)
      const pairs = (list: string[] | undefined) =>
        (list ?? []).map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')] as const)
      const version = await api.post<VersionAnswer>(`/registry/models/${model.id}/versions`, {
        description: options.description,
        metrics: Object.fromEntries(pairs(options.metric).map(([key, value]) => [key, Number(value)])),
        params: Object.fromEntries(pairs(options.param)),
        ...(options.commit ? { sourceCommit: options.commit } : {}),
      })
      for (const file of files) await upload(api, version.id, file)
      await api.post(`/registry/versions/${version.id}/submit`, {})
      const settled = await until('intake', 120_000, async () => {
        const now = await api.get<VersionAnswer>(`/registry/versions/${version.id}`)
        return ['PENDING', 'SCANNING'].includes(now.state) ? null : now
      })
      const { number, state, stateReason, manifestDigest } = settled
      print(
        options.json,
        { modelId: model.id, versionId: version.id, number, state, stateReason, manifestDigest },
        `${options.model} v${number}: ${state}${stateReason ? ` (${stateReason})` : ''}\n${manifestDigest ?? ''}`,
      )
      if (state !== 'READY')
        throw new CliError(`Version ${number} is ${state}: ${stateReason ?? 'see the version page'}.`, 2)
    })
}
