import { randomBytes } from 'node:crypto'
import { hash, type Options, parseOptions, verify } from '@node-rs/argon2'

/** argon2id, 64 MiB, 3 passes, 4 lanes; the library's default algorithm is argon2id. */
export const PASSWORD_COST = {
  memoryCost: 65_536,
  timeCost: 3,
  parallelism: 4,
  outputLen: 32,
} as const satisfies Options
const MAX_AT_ONCE = 4

let running = 0
const waiting: (() => void)[] = []

/** At most four hashes at once: 256 MiB, whatever the number of callers. */
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await run()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), PASSWORD_COST))
}

let dummy: Promise<string> | undefined

/** Compares with the stored hash; without one it works as long on a dummy, so that time does not tell which names exist. */
export async function isPassword(password: string, storedHash: string | null): Promise<boolean> {
  dummy ??= hashPassword(randomPassword())
  const against = storedHash ?? (await dummy)
  const matches = await inTurn(() => verify(against, password.normalize('NFC')))
  return matches && storedHash !== null
}

/** Hashes of older, weaker parameters are replaced at the next sign-in. */
export function needsRehash(storedHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(storedHash)
  return (
    memoryCost < PASSWORD_COST.memoryCost ||
    timeCost < PASSWORD_COST.timeCost ||
    parallelism < PASSWORD_COST.parallelism
  )
}

/** 120 bits as 20 url-safe characters. */
export function randomPassword(): string {
  return randomBytes(15).toString('base64url')
}
