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
