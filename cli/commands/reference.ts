import { basename } from 'node:path'
import type { Command } from 'commander'
import { buildReference } from '@/lib/monitoring/domain/build-reference'
import { taskOf } from '@/lib/monitoring/domain/task-of'
import { apiClient, print } from '../api-client'
import { CliError } from '../cli-error'
import { columnsFromCsv, type Feature } from '../reference/columns-from-csv'

interface VersionFacts {
  id: string
  task: string | null
  signature: { features: Feature[] } | null
}

const PROBLEMS = {
  too_few_rows: 'fewer than 500 rows',
  column_missing: 'no such column',
  column_unusable: 'no usable value',
}

/** `slipway reference build`: runs where the training rows are; only bins and counts are sent. */
export function registerReference(program: Command): void {
  const reference = program.command('reference').description('training references of drift')
  reference
    .command('build')
    .description('freeze the training reference of a model version from its training rows')
    .requiredOption('--model <id>', 'model id')
    .requiredOption('--number <n>', 'version number', Number)
    .requiredOption('--rows <file>', 'CSV file with the training rows, plain or .gz')
    .option('--label <column>', 'column of the label: gives a regression its prediction and residual bins')
    .option('--api <url>', 'address of Slipway')
    .option('--token <token>', 'API token')
    .option('--json', 'one JSON line', false)
    .action(async (options) => {
      const api = apiClient(options)
      const version = await api.get<VersionFacts>(`/registry/models/${options.model}/versions/${options.number}`)
      const features = version.signature?.features ?? []
      if (features.length === 0)
        throw new CliError('The signature of this version names no features. Register it with a card that lists them.')
      const { columns, target } = await columnsFromCsv(options.rows, features, options.label)
      const built = buildReference({ task: taskOf(version.task, version.signature), features, columns, target })
      if ('problem' in built) throw new CliError(`${options.rows}: column ${built.column}: ${PROBLEMS[built.problem]}.`)
      const body = { versionId: version.id, sourceName: basename(options.rows), ...built }
      const answer = await api.post<{ id: string; digest: string; rows: number }>('/monitoring/references', body)
      print(options.json, answer, `Reference of version ${options.number} from ${answer.rows} rows\n${answer.digest}`)
    })
}
