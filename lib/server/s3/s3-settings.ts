import { readFileSync } from 'node:fs'
import { isLoopbackHttp } from '../loopback-origin'

export interface S3Settings {
  endpoint: string
  region: string
  bucket: string
  /** Empty, or ends in a slash: where in the bucket Slipway lives. */
  prefix: string
  accessKeyId: string
  secretAccessKey: string
  /** `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`. */
  pathStyle: boolean
}

interface S3Environment {
  SLIPWAY_S3_BUCKET?: string | undefined
  SLIPWAY_S3_ENDPOINT?: string | undefined
  SLIPWAY_S3_REGION: string
  SLIPWAY_S3_PREFIX: string
  SLIPWAY_S3_ACCESS_KEY_ID?: string | undefined
  SLIPWAY_S3_SECRET_ACCESS_KEY?: string | undefined
  SLIPWAY_S3_SECRET_ACCESS_KEY_FILE?: string | undefined
  SLIPWAY_S3_PATH_STYLE?: 'on' | 'off' | undefined
}

function invalid(message: string): Error {
  return new Error(`Configuration is not valid. ${message}`)
}

function secretOf(env: S3Environment): string {
  const { SLIPWAY_S3_SECRET_ACCESS_KEY: value, SLIPWAY_S3_SECRET_ACCESS_KEY_FILE: file } = env
  if (value) return value
  if (!file) throw invalid('SLIPWAY_S3_BUCKET needs SLIPWAY_S3_SECRET_ACCESS_KEY or SLIPWAY_S3_SECRET_ACCESS_KEY_FILE.')
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    throw invalid('The file of SLIPWAY_S3_SECRET_ACCESS_KEY_FILE cannot be read.')
  }
}

function endpointOf(env: S3Environment): string {
  const endpoint = env.SLIPWAY_S3_ENDPOINT ?? `https://s3.${env.SLIPWAY_S3_REGION}.amazonaws.com`
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null
  const isPlain = url !== null && url.pathname === '/' && url.search === '' && url.username === ''
  if (!isPlain || !(url.protocol === 'https:' || isLoopbackHttp(url.origin)))
    throw invalid('SLIPWAY_S3_ENDPOINT must be https://host[:port], or http:// on this machine.')
  return url.origin
}

/** The object store that the environment names; null: none is named. Half a configuration stops the start. */
export function s3SettingsOf(env: S3Environment): S3Settings | null {
  const bucket = env.SLIPWAY_S3_BUCKET
  if (!bucket) return null
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) throw invalid('SLIPWAY_S3_BUCKET is no bucket name.')
  const prefix = env.SLIPWAY_S3_PREFIX.replace(/^\/+|\/+$/g, '')
  if (!/^[A-Za-z0-9_.-]*(\/[A-Za-z0-9_.-]+)*$/.test(prefix))
    throw invalid('SLIPWAY_S3_PREFIX may hold letters, digits and _ . - /.')
  if (!env.SLIPWAY_S3_ACCESS_KEY_ID) throw invalid('SLIPWAY_S3_BUCKET needs SLIPWAY_S3_ACCESS_KEY_ID.')
  return {
    endpoint: endpointOf(env),
    region: env.SLIPWAY_S3_REGION,
    bucket,
    prefix: prefix === '' ? '' : `${prefix}/`,
    accessKeyId: env.SLIPWAY_S3_ACCESS_KEY_ID,
    secretAccessKey: secretOf(env),
    // A store of one's own rarely has a name per bucket; Amazon's has.
    pathStyle: env.SLIPWAY_S3_PATH_STYLE ? env.SLIPWAY_S3_PATH_STYLE === 'on' : env.SLIPWAY_S3_ENDPOINT !== undefined,
  }
}
