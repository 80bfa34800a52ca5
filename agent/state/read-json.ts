import { readFile } from 'node:fs/promises'
import type { z } from 'zod'

export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** The file's content by its schema, null when there is no such file. A file that does not fit is an error, never a default. */
export async function readJson<T extends z.ZodType>(path: string, schema: T): Promise<z.infer<T> | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
  const parsed = schema.safeParse(JSON.parse(text))
  if (!parsed.success)
    throw new Error(`${path} does not have the expected form: ${parsed.error.issues[0]?.message ?? 'unknown'}`)
  return parsed.data
}
