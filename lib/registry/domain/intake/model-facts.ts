import type { Task } from '../signature'
import type { ModelCard } from './model-card'

const TASKS: Readonly<Record<string, Task>> = {
  'binary-classification': 'binary-classification',
  'multiclass-classification': 'multiclass-classification',
  multiclass: 'multiclass-classification',
  regression: 'regression',
}

type Props = Readonly<Record<string, string>>

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isLabel = (value: unknown): value is string | number => typeof value === 'string' || Number.isFinite(value)

function labelsOf(value: unknown): (string | number)[] | null {
  return Array.isArray(value) && value.length > 0 && value.every(isLabel) ? value : null
}

export function numbersOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, number] => Number.isFinite(entry[1]) && entry[0] !== '' && entry[0].length <= 250,
    ),
  )
}

/** What the file's own `metadata_props` and a card beside it state; the card is newer and richer, so it wins. */
export interface ModelFacts {
  task: Task | null
  featureNames: string[] | null
  classes: (string | number)[] | null
  positiveClass: string | number | null
  threshold: number | null
  metrics: Record<string, number>
  trainingDigest: string | null
  description: string
}

export function factsOf(props: Props, card: ModelCard | null): ModelFacts {
  const names = labelsOf(parseJson(props['feature_names']))?.map(String) ?? null
  const threshold = card?.threshold ?? (props['threshold'] === undefined ? Number.NaN : Number(props['threshold']))
  const digest = (card?.training?.csvSha256 ?? props['training_data_sha256'] ?? '').replace(/^sha256:/, '')
  const fromCard = numbersOf(card?.metrics?.['crossValidated'])
  return {
    task: TASKS[card?.task ?? props['task'] ?? ''] ?? null,
    featureNames: names ?? card?.features?.map((feature) => feature.name) ?? null,
    classes: card?.classes ?? labelsOf(parseJson(props['classes'])),
    positiveClass: card?.positiveClass ?? props['positive_class'] ?? null,
    threshold: Number.isFinite(threshold) ? threshold : null,
    metrics: Object.keys(fromCard).length > 0 ? fromCard : numbersOf(parseJson(props['metrics'])),
    trainingDigest: /^[0-9a-f]{64}$/.test(digest) ? `sha256:${digest}` : null,
    description: (card?.description ?? props['description'] ?? '').slice(0, 5000),
  }
}
