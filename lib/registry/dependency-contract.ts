import { z } from 'zod'

const sourceLine = z.object({ path: z.string(), line: z.number().nullable() })
export const dependency = z.object({
  key: z.string(),
  name: z.string(),
  specifier: z.string(),
  /** null: unpinned; which version is installed is not known. */
  pinned: z.string().nullable(),
  extras: z.array(z.string()),
  marker: z.string().nullable(),
  /** Whether it counts on Linux with the Python that the files name; null: cannot be told. */
  applies: z.boolean().nullable(),
  url: z.string().nullable(),
  role: z.enum(['run', 'build']),
  from: z.array(sourceLine),
})
export type DependencyView = z.infer<typeof dependency>
export const dependencyReport = z.object({
  /** Files that were read; none: the version says nothing about what it needs. */
  files: z.array(z.string()),
  python: z.string().nullable(),
  dependencies: z.array(dependency),
  problems: z.array(
    z.object({
      kind: z.enum(['conflict', 'duplicate', 'unreadable', 'missing-file', 'unnamed']),
      package: z.string().nullable(),
      message: z.string(),
      at: z.array(sourceLine),
    }),
  ),
})
export type DependencyReportView = z.infer<typeof dependencyReport>

const pinnedFinding = z.object({
  package: z.string(),
  version: z.string(),
  /** All names of the flaw. */
  ids: z.array(z.string()),
  summary: z.string(),
  severity: z.object({
    level: z.enum(['critical', 'high', 'medium', 'low', 'none', 'unknown']),
    score: z.number().nullable(),
    vector: z.string().nullable(),
  }),
  fixed: z.string().nullable(),
  modified: z.string(),
  /** false: about this package, but whether about this version cannot be told. */
  certain: z.boolean(),
})
export const vulnerabilityReport = z.object({
  /** Without a database nothing is known; that is never the same as nothing found. */
  database: z.discriminatedUnion('state', [
    z.object({ state: z.literal('not-configured') }),
    z.object({ state: z.literal('not-readable') }),
    z.object({ state: z.literal('ready'), asOf: z.string(), records: z.number() }),
  ]),
  findings: z.array(pinnedFinding),
  /** Pinned packages that were looked up. */
  checked: z.number(),
  /** Packages of which no version is known. */
  unknown: z.array(z.string()),
})
export type VulnerabilityReportView = z.infer<typeof vulnerabilityReport>
