import type { DependencyProblem, SourceLine } from './dependency-report'
import { readConda, readPythonEnv } from './environment-file'
import type { Requirement } from './requirement'
import { type RequirementLine, readRequirementLines } from './requirement-lines'

export interface TextFile {
  path: string
  /** null: too large, not text, or not in the store. */
  text: string | null
}

export interface FoundRequirement {
  requirement: Requirement
  at: SourceLine
  /** Folder of the file that asks: one folder is one environment. */
  folder: string
  role: 'run' | 'build'
  constraint: boolean
}

export interface Collected {
  files: string[]
  python: string | null
  found: FoundRequirement[]
  problems: DependencyProblem[]
}

const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '')
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)
const ENVIRONMENTS = { 'conda.yaml': readConda, 'conda.yml': readConda, 'python_env.yaml': readPythonEnv }

/** Files that say what a Python model needs. */
export function isDependencyFile(path: string): boolean {
  return nameOf(path) in ENVIRONMENTS || /^requirements([-_.][\w.-]+)?\.txt$/.test(nameOf(path))
}

/** Every requirement that the files of a version state, each with its place. Nothing is resolved, fetched or run. */
export function collectRequirements(files: readonly TextFile[]): Collected {
  const byPath = new Map(files.map((file) => [file.path, file.text]))
  const collected: Collected = { files: [], python: null, found: [], problems: [] }
  const seen = new Set<string>()
  const problem = (kind: DependencyProblem['kind'], message: string, at: SourceLine) =>
    collected.problems.push({ kind, package: null, message, at: [at] })

  const take = (
    one: RequirementLine,
    path: string,
    line: number | null,
    role: 'run' | 'build',
    constraint: boolean,
  ) => {
    const at = { path, line }
    if (one.kind === 'requirement')
      collected.found.push({ requirement: one.requirement, at, folder: folderOf(path), role, constraint })
    else if (one.kind === 'unreadable') problem('unreadable', `“${one.text.slice(0, 120)}” is not a requirement.`, at)
    else if (one.kind === 'direct')
      problem(
        'unnamed',
        `“${one.text.slice(0, 120)}” names no package: its version cannot be told without installing it.`,
        at,
      )
    else {
      const target = folderOf(path) + one.path.replace(/^\.\//, '')
      if (!byPath.has(target)) problem('missing-file', `${one.path} is not among the files of this version.`, at)
      else readText(target, role, constraint || one.constraint)
    }
  }

  const readText = (path: string, role: 'run' | 'build', constraint: boolean) => {
    if (seen.has(path)) return
    seen.add(path)
    collected.files.push(path)
    const text = byPath.get(path) ?? null
    if (text === null) return void problem('unreadable', `${path} could not be read as text.`, { path, line: null })
    for (const one of readRequirementLines(text)) take(one, path, one.line, role, constraint)
  }

  const readEnvironment = (path: string, text: string | null, read: typeof readConda) => {
    collected.files.push(path)
    const environment = text === null ? null : read(text)
    if (environment === null)
      return void problem('unreadable', `${path} could not be read as YAML.`, { path, line: null })
    collected.python ??= environment.python
    for (const role of ['run', 'build'] as const)
      for (const line of environment[role])
        for (const one of readRequirementLines(line)) take(one, path, null, role, false)
  }

  const environments = Object.entries(ENVIRONMENTS)
  for (const { path, text } of files) {
    const read = environments.find(([name]) => name === nameOf(path))?.[1]
    if (read) readEnvironment(path, text, read)
  }
  for (const { path } of files) if (isDependencyFile(path) && path.endsWith('.txt')) readText(path, 'run', false)
  return collected
}
