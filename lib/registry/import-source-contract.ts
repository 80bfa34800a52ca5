import { z } from 'zod'
import { IMPORT_SCHEMES, parseImportAddress } from './domain/import-address'

const address = z
  .string()
  .trim()
  .max(1500)
  .refine((text) => parseImportAddress(text) !== null, {
    error:
      'name a bucket (s3://bucket/folder, gs://bucket/folder) or a server (https://host/folder), without query, % in a key or empty segments',
  })
const endpoint = z
  .string()
  .trim()
  .max(300)
  .refine((text) => URL.canParse(text) && /^https?:\/\/[^/?#@]+\/?$/i.test(text), {
    error: 'use https://host or https://host:port',
  })
const secret = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[\x21-\x7e]+$/, { error: 'use the characters as they were given to you, without spaces or line breaks' })
const accessKeyId = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,200}$/, { error: 'use the identifier as it was given to you' })

const isBucket = (text: string) => /^(s3|gs):\/\//.test(text)

/** A bucket needs `accessKeyId` and `secret`; a web server takes a `secret` as bearer token, or none. */
export const addImportSourceInput = z
  .strictObject({
    address,
    /** Of Amazon's; us-east-1 unless named. */
    region: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,50}$/, { error: 'use a name such as eu-central-1' })
      .optional(),
    /** Of another store that speaks S3. */
    endpoint: endpoint.optional(),
    accessKeyId: accessKeyId.optional(),
    secret: secret.optional(),
  })
  .refine((input) => !isBucket(input.address) || (input.accessKeyId !== undefined && input.secret !== undefined), {
    path: ['secret'],
    error: 'a bucket needs an access key and its secret',
  })
  .refine((input) => isBucket(input.address) || input.accessKeyId === undefined, {
    path: ['accessKeyId'],
    error: 'a web server takes a token only',
  })
  .refine((input) => !input.address.startsWith('http://') || input.secret === undefined, {
    path: ['secret'],
    error: 'a token is not sent without TLS: use an https address',
  })
  .refine(
    (input) => input.address.startsWith('s3://') || (input.region === undefined && input.endpoint === undefined),
    {
      path: ['endpoint'],
      error: 'only an s3 source has a region and an endpoint',
    },
  )
export const importSourceRef = z.strictObject({ importSourceId: z.uuid() })
/** `accessKeyId` left out: the one that is there. */
export const replaceImportSecretInput = importSourceRef.extend({ accessKeyId: accessKeyId.optional(), secret })
export const listImportSourcesInput = z.strictObject({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const importSource = z.object({
  id: z.string(),
  scheme: z.enum(IMPORT_SCHEMES),
  /** What sources of versions begin with. */
  address: z.string(),
  region: z.string().nullable(),
  endpoint: z.string().nullable(),
  accessKeyId: z.string().nullable(),
  /** Never the secret itself; null: it has none. */
  secret: z.literal('***').nullable(),
  /** Tells one secret from the next, and nothing about it. */
  secretFingerprint: z.string().nullable(),
  secretChangedAt: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
})
export type ImportSourceView = z.infer<typeof importSource>
export const importSourcePage = z.object({ items: z.array(importSource), nextCursor: z.string().nullable() })
