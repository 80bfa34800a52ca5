import type { VersionSummary } from '@/lib/registry/contract'

const PREFERRED: readonly string[] = ['accuracy', 'auc', 'roc_auc', 'f1', 'mae', 'rmse', 'r2']

/** The metric that a list shows: the best known name among those the versions have, else the first by name. */
export function headlineMetric(versions: readonly Pick<VersionSummary, 'metrics'>[]): string | null {
  const names = new Set(versions.flatMap((version) => Object.keys(version.metrics)))
  const exact = PREFERRED.find((name) => names.has(name))
  if (exact) return exact
  const sorted = [...names].sort()
  return sorted.find((name) => PREFERRED.some((part) => name.toLowerCase().includes(part))) ?? sorted[0] ?? null
}
