import type { DependencyReportView } from '@/lib/registry/dependency-contract'

/** Those that count where models are served, or may. */
export function relevantDependencies(report: DependencyReportView) {
  return report.dependencies.filter((one) => one.applies !== false)
}

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** How well it is known what would be installed. */
export function describeDependencies(report: DependencyReportView): string {
  if (report.files.length === 0) return 'No file of this version says what it needs.'
  const relevant = relevantDependencies(report)
  const unpinned = relevant.filter((one) => one.pinned === null).length
  const conflicts = report.problems.filter((one) => one.kind === 'conflict').length
  const pins =
    relevant.length === 0
      ? 'No package is asked for.'
      : unpinned === 0
        ? `${plural(relevant.length, 'package')}, all pinned to one version.`
        : `${plural(relevant.length, 'package')}, ${unpinned} of them unpinned: what is installed may differ from day to day.`
  return conflicts === 0 ? pins : `${plural(conflicts, 'conflict')}: this cannot be installed as stated. ${pins}`
}
