import { type ApiClient, print } from '../api-client'
import { CliError } from '../cli-error'
import { until } from '../up/until'

interface VersionAnswer {
  number: number
  state: string
  stateReason: string | null
  manifestDigest: string | null
}

export async function findModel(api: ApiClient, name: string): Promise<{ id: string } | null> {
  const page = await api.get<{ items: { id: string; name: string }[] }>('/registry/models', { name, limit: 200 })
  return page.items.find((model) => model.name === name) ?? null
}

/** Waits for intake and says what it decided; anything but READY is exit code 2. */
export async function reportVerdict(
  api: ApiClient,
  { modelName, modelId, versionId }: { modelName: string; modelId: string; versionId: string },
  json: boolean,
): Promise<void> {
  const { number, state, stateReason, manifestDigest } = await until('intake', 120_000, async () => {
    const now = await api.get<VersionAnswer>(`/registry/versions/${versionId}`)
    return ['PENDING', 'SCANNING'].includes(now.state) ? null : now
  })
  print(
    json,
    { modelId, versionId, number, state, stateReason, manifestDigest },
    `${modelName} v${number}: ${state}${stateReason ? ` (${stateReason})` : ''}\n${manifestDigest ?? ''}`,
  )
  if (state !== 'READY')
    throw new CliError(`Version ${number} is ${state}: ${stateReason ?? 'see the version page'}.`, 2)
}
