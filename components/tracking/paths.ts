export function experimentHref(workspace: string, experimentId: string): string {
  return `/${workspace}/experiments/${experimentId}`
}

export function runHref(workspace: string, runId: string): string {
  return `/${workspace}/experiments/runs/${runId}`
}

export function compareHref(workspace: string, runIds: readonly string[]): string {
  return `/${workspace}/experiments/compare?runs=${runIds.join(',')}`
}
