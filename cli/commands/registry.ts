import type { Command } from 'commander'
import { apiClient } from '../api-client'
import { openVersion } from '../upload/open-version'
import { findModel, reportVerdict } from '../upload/report-verdict'
import { readLocalFile, sendFile } from '../upload/send-file'
import { showProgress } from '../upload/show-progress'

/** `slipway register FILE...`: creates a version, uploads, submits, waits for the verdict of intake. Killed, the same call goes on. */
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
      const model =
        (await findModel(api, options.model)) ??
        (await api.post<{ id: string }>('/registry/models', { name: options.model }))
      const pairs = (list: string[] | undefined) =>
        (list ?? []).map((pair) => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')] as const)
      const local = await Promise.all(files.map(readLocalFile))
      const body = {
        description: options.description,
        metrics: Object.fromEntries(pairs(options.metric).map(([key, value]) => [key, Number(value)])),
        params: Object.fromEntries(pairs(options.param)),
        ...(options.commit ? { sourceCommit: options.commit } : {}),
      }
      const version = await openVersion(api, model.id, body, local)
      for (const file of local) {
        const isThere = version.files.some(({ path, sha256 }) => path === file.name && sha256 === file.sha256)
        if (!isThere) await sendFile(api, version.id, file, showProgress(file.name))
      }
      await api.post(`/registry/versions/${version.id}/submit`, {})
      await reportVerdict(api, { modelName: options.model, modelId: model.id, versionId: version.id }, options.json)
    })
}
