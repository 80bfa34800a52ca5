import type { FoundRequirement } from './collect-requirements'
import type { Dependency, DependencyProblem } from './dependency-report'
import { specifiersAgree } from './version-specifier'

type Stated = FoundRequirement & { dependency: Dependency }

const place = ({ at }: Stated) => (at.line === null ? at.path : `${at.path}:${at.line}`)
const words = (one: Stated) => `${one.dependency.specifier || 'any version'} (${place(one)})`
const agree = (list: readonly Stated[]) => specifiersAgree(list.flatMap((one) => one.requirement.specifiers))

/** Statements that surely count together: both apply, or both hang on one and the same condition. */
function together(a: Stated, b: Stated): boolean {
  if (a.dependency.applies === false || b.dependency.applies === false) return false
  if (a.dependency.applies === true && b.dependency.applies === true) return true
  return a.dependency.marker === b.dependency.marker
}

function conflictOf(name: string, list: readonly Stated[]): DependencyProblem {
  const message = `${list.map(words).join(' and ')} have no version of ${name} in common.`
  return { kind: 'conflict', package: name, message, at: list.map((one) => one.at) }
}

function conflictsOf(group: readonly Stated[]): DependencyProblem[] {
  const name = group[0]?.dependency.name ?? ''
  const impossible = group.filter((one) => one.dependency.applies !== false && !agree([one]))
  if (impossible.length > 0)
    return impossible.map((one) => ({
      ...conflictOf(name, [one]),
      message: `${words(one)} lets no version of ${name} in.`,
    }))
  const pairs = group.flatMap((a, index) =>
    group.slice(index + 1).flatMap((b) => (together(a, b) && !agree([a, b]) ? [conflictOf(name, [a, b])] : [])),
  )
  const sure = group.filter((one) => one.dependency.applies === true)
  return pairs.length === 0 && !agree(sure) ? [conflictOf(name, sure)] : pairs
}

function duplicatesOf(group: readonly Stated[]): DependencyProblem[] {
  const byFile = new Map<string, Stated[]>()
  for (const one of group.filter(({ dependency, constraint }) => dependency.applies === true && !constraint))
    byFile.set(one.at.path, [...(byFile.get(one.at.path) ?? []), one])
  return [...byFile.values()]
    .filter((list) => list.length > 1)
    .map((list) => ({
      kind: 'duplicate',
      package: list[0]?.dependency.name ?? null,
      message: `${list[0]?.dependency.name} is asked for ${list.length} times in one file: ${list.map(words).join(', ')}.`,
      at: list.map((one) => one.at),
    }))
}

/** What cannot be installed together, and what is said twice; folders are environments of their own. */
export function findDependencyProblems(stated: readonly Stated[]): DependencyProblem[] {
  const groups = new Map<string, Stated[]>()
  for (const one of stated) {
    const group = `${one.folder}\n${one.role}\n${one.dependency.key}`
    groups.set(group, [...(groups.get(group) ?? []), one])
  }
  const lists = [...groups.values()]
  return [...lists.flatMap(conflictsOf), ...lists.flatMap(duplicatesOf)]
}
