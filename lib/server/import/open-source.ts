import { type SecretPlace, secretBox } from '../secret-box'
import { type Bucket, bucketReader } from './bucket-reader'
import { fileReader } from './file-reader'
import type { ReadLimits, SourceReader } from './source-reader'

interface ImportPlace {
  id: string
  workspaceId: string
  scheme: string
  place: string
  region: string | null
  endpoint: string | null
  accessKeyId: string | null
  /** Sealed. */
  secret: string | null
}

/** Google's storage by its own name, Amazon's by region, any other by the address that was given for it. */
const GOOGLE = 'https://storage.googleapis.com'

/** Where the secret of an import source is sealed. */
export function importSecretPlace({ id, workspaceId }: { id: string; workspaceId: string }): SecretPlace {
  return { table: 'ImportSource', column: 'secret', rowId: id, workspaceId }
}

/** Where a source is asked; nothing of a person's address but host and port. */
export function originOf({
  scheme,
  place,
  region,
  endpoint,
}: Pick<ImportPlace, 'scheme' | 'place' | 'region' | 'endpoint'>) {
  if (scheme === 'gs') return GOOGLE
  if (scheme === 's3') return endpoint ?? `https://s3.${region ?? 'us-east-1'}.amazonaws.com`
  return `${scheme}://${place}`
}

/** The reader of an import source. Its secret is opened here and goes nowhere but into the requests. */
export function openSource(source: ImportPlace, limits: ReadLimits): SourceReader {
  const origin = originOf(source)
  const secret = source.secret === null ? null : secretBox.open(importSecretPlace(source), source.secret)
  if (source.scheme === 'https' || source.scheme === 'http') return fileReader({ origin, token: secret }, limits)
  const bucket: Bucket = {
    endpoint: origin,
    bucket: source.place,
    region: source.scheme === 'gs' ? 'auto' : (source.region ?? 'us-east-1'),
    accessKeyId: source.accessKeyId ?? '',
    secretAccessKey: secret ?? '',
  }
  return bucketReader(bucket, limits)
}
