export interface SourceLine {
  path: string
  line: number | null
}

export interface Dependency {
  /** As PyPI compares names. */
  key: string
  name: string
  specifier: string
  /** The one version that it asks for, in normal spelling; null: unpinned. */
  pinned: string | null
  extras: string[]
  marker: string | null
  /** Whether it counts on Linux with the Python that the files name; null: cannot be told. */
  applies: boolean | null
  url: string | null
  role: 'run' | 'build'
  from: SourceLine[]
}

export interface DependencyProblem {
  kind: 'conflict' | 'duplicate' | 'unreadable' | 'missing-file' | 'unnamed'
  package: string | null
  message: string
  at: SourceLine[]
}

export interface DependencyReport {
  files: string[]
  python: string | null
  dependencies: Dependency[]
  problems: DependencyProblem[]
}
