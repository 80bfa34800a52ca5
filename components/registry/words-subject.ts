import type { modelOutput, versionOutput } from '@/lib/registry/contract'

/** A model or a version as far as its people's words about it go. */
export interface WordsSubject {
  /** Its address in the API. */
  path: string
  name: string
  description: string
  tags: Readonly<Record<string, string>>
  revision: number
  output: typeof modelOutput | typeof versionOutput
}
