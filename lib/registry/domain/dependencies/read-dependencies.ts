import { collectRequirements, type FoundRequirement, type TextFile } from './collect-requirements'
import type { Dependency, DependencyReport } from './dependency-report'
import { findDependencyProblems } from './find-dependency-problems'
import { type MarkerEnvironment, markerHolds } from './marker'
import { parsePythonVersion } from './python-version'
import { pinnedVersion } from './version-specifier'

/** Linux with CPython, where models are served; the machine's architecture is not known. */
function environmentOf(python: string | null): MarkerEnvironment {
  const version = python === null ? null : parsePythonVersion(python)
  const [major, minor] = version?.release ?? []
  return {
    os_name: 'posix',
    sys_platform: 'linux',
    platform_system: 'Linux',
    platform_python_implementation: 'CPython',
    implementation_name: 'cpython',
    extra: '',
    ...(major === undefined || minor === undefined ? {} : { python_version: `${major}.${minor}` }),
    ...(python === null || (version?.release.length ?? 0) < 3 ? {} : { python_full_version: python }),
  }
}

function toDependency({ requirement, at, role }: FoundRequirement, environment: MarkerEnvironment): Dependency {
  const { key, name, specifiers, extras, marker, markerText, url } = requirement
  return {
    key,
    name,
    specifier: specifiers.map((one) => `${one.operator}${one.operand}`).join(', '),
    pinned: pinnedVersion(specifiers),
    extras,
    marker: markerText,
    applies: marker === null ? true : markerHolds(marker, environment),
    url,
    role,
    from: [at],
  }
}

/** What a version says it needs: one entry per different statement, with every place that makes it, and what is wrong. */
export function readDependencies(files: readonly TextFile[]): DependencyReport {
  const { files: read, python, found, problems } = collectRequirements(files)
  const environment = environmentOf(python)
  const merged = new Map<string, Dependency>()
  const stated = found.map((one) => ({ ...one, dependency: toDependency(one, environment) }))
  for (const { dependency, constraint } of stated) {
    if (constraint) continue
    const { key, specifier, extras, marker, url, role } = dependency
    const identity = JSON.stringify([key, specifier, [...extras].sort(), marker, url, role])
    const known = merged.get(identity)
    if (known) known.from.push(...dependency.from)
    else merged.set(identity, { ...dependency, from: [...dependency.from] })
  }
  const dependencies = [...merged.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  return { files: read, python, dependencies, problems: [...findDependencyProblems(stated), ...problems] }
}
