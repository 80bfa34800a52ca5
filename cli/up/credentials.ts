import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const schema = z.object({
  passwords: z.record(z.string(), z.string()).default({}),
  apiToken: z.string().nullable().default(null),
  serviceToken: z.string().nullable().default(null),
})
export type Credentials = z.infer<typeof schema>

/** The demo's passwords and tokens, kept for the next start in a file that only its owner may read. */
export async function readCredentials(home: string): Promise<Credentials> {
  const text = await readFile(join(home, 'demo-credentials.json'), 'utf8').catch(() => '{}')
  const parsed = schema.safeParse(JSON.parse(text))
  return parsed.success ? parsed.data : schema.parse({})
}

export async function writeCredentials(home: string, credentials: Credentials): Promise<void> {
  await writeFile(join(home, 'demo-credentials.json'), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
}
