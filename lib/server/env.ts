import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { z } from 'zod'
import { addressBlocker } from './blocked-address'
import { readOpened } from './egress-target'
import { isLoopbackHttp } from './loopback-origin'
import { s3SettingsOf } from './s3/s3-settings'

function isOriginList(value: string): boolean {
  return entriesOf(value).every(
    (origin) => isLoopbackHttp(origin) || (URL.canParse(origin) && origin.startsWith('https://')),
  )
}

function entriesOf(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

function isRead(read: () => unknown): boolean {
  try {
    read()
    return true
  } catch {
    return false
  }
}

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: z.string().default(''),
  SLIPWAY_HOME: z.string().default(resolve(process.cwd(), '.slipway')),
  SLIPWAY_PUBLIC_ORIGINS: z
    .string()
    .default('http://localhost:3000')
    .refine(isOriginList, 'each origin must be https://…, or http:// on localhost, 127.0.0.1 or [::1]'),
  SLIPWAY_SECRETS_DIR: z.string().optional(),
  SLIPWAY_TRUSTED_PROXIES: z.string().default(''),
  SLIPWAY_OIDC_ISSUER: z
    .string()
    .refine(
      (issuer) => URL.canParse(issuer) && (issuer.startsWith('https://') || isLoopbackHttp(issuer)),
      'must be an https:// address',
    )
    .optional(),
  SLIPWAY_OIDC_CLIENT_ID: z.string().optional(),
  SLIPWAY_OIDC_CLIENT_SECRET: z.string().optional(),
  SLIPWAY_OIDC_ALG: z.enum(['RS256', 'PS256', 'ES256', 'EdDSA']).default('RS256'),
  SLIPWAY_OIDC_NAME: z.string().default('Single sign-on'),
  SLIPWAY_S3_BUCKET: z.string().optional(),
  SLIPWAY_S3_ENDPOINT: z.string().optional(),
  SLIPWAY_S3_REGION: z.string().min(1).default('us-east-1'),
  SLIPWAY_S3_PREFIX: z.string().default(''),
  SLIPWAY_S3_ACCESS_KEY_ID: z.string().optional(),
  SLIPWAY_S3_SECRET_ACCESS_KEY: z.string().optional(),
  SLIPWAY_S3_SECRET_ACCESS_KEY_FILE: z.string().optional(),
  SLIPWAY_S3_PATH_STYLE: z.enum(['on', 'off']).optional(),
  /** Destinations that people's addresses may name although they are private, on another port or without TLS: host:port, by commas. */
  SLIPWAY_EGRESS_ALLOW: z
    .string()
    .default('')
    .refine((list) => isRead(() => readOpened(list)), 'must be host:port, several separated by commas'),
  /** Further ranges that people's addresses never reach, such as those of a cluster: 10.96.0.0/12, by commas. */
  SLIPWAY_CLUSTER_CIDRS: z
    .string()
    .default('')
    .refine((list) => isRead(() => addressBlocker(entriesOf(list))), 'must be ranges such as 10.96.0.0/12'),
  SLIPWAY_LOCAL_ACCOUNTS: z.enum(['on', 'off']).default('on'),
  SLIPWAY_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Known vulnerabilities, offline: an OSV zip, a .jsonl file, one .json file or a directory of them. */
  SLIPWAY_OSV_FILE: z.string().optional(),
  /** trusted_root.json of the Sigstore whose certificates may sign versions; read offline. */
  SLIPWAY_SIGSTORE_TRUST_ROOT: z.string().optional(),
  SLIPWAY_RATE_FACTOR: z.coerce.number().min(0.1).max(1000).default(1),
  SLIPWAY_POOL_SIZE: z.coerce.number().int().min(2).max(100).default(10),
})

function load() {
  const parsed = schema.safeParse(process.env)
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw new Error(`Configuration is not valid. ${fields}`)
  }
  const env = parsed.data
  const oidc = [env.SLIPWAY_OIDC_ISSUER, env.SLIPWAY_OIDC_CLIENT_ID, env.SLIPWAY_OIDC_CLIENT_SECRET]
  if (oidc.some((value) => value !== undefined) && oidc.some((value) => value === undefined || value === ''))
    throw new Error(
      'Configuration is not valid. Single sign-on needs SLIPWAY_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET together.',
    )
  const home = resolve(env.SLIPWAY_HOME.replace(/^~(?=$|\/)/, homedir()))
  return {
    ...env,
    SLIPWAY_HOME: home,
    secretsDir: env.SLIPWAY_SECRETS_DIR ?? resolve(home, 'secrets'),
    blobDir: resolve(home, 'blobs'),
    /** Artifacts live in this bucket; null: in `blobDir`. */
    s3: s3SettingsOf(env),
    egressOpened: readOpened(env.SLIPWAY_EGRESS_ALLOW),
    clusterCidrs: entriesOf(env.SLIPWAY_CLUSTER_CIDRS),
    publicOrigins: entriesOf(env.SLIPWAY_PUBLIC_ORIGINS),
  }
}

/** Validated configuration of the control plane: the only reader of the process environment in lib and app. */
export const env = load()

/** next-auth reads its own address from this variable and nowhere else; a Host header must never decide it. */
export function nextAuthOrigin(): void {
  process.env['NEXTAUTH_URL'] = env.publicOrigins[0]
}
