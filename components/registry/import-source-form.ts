import type { z } from 'zod'
import { addImportSourceInput } from '@/lib/registry/import-source-contract'

export type ImportKind = 's3' | 'gs' | 'web'

export interface ImportForm {
  kind: ImportKind
  address: string
  region: string
  endpoint: string
  accessKeyId: string
  secret: string
}

export const EMPTY_FORM: ImportForm = {
  kind: 's3',
  address: '',
  region: '',
  endpoint: '',
  accessKeyId: '',
  secret: '',
}

export const IMPORT_KINDS: { value: ImportKind; label: string; example: string; begins: RegExp }[] = [
  { value: 's3', label: 'Amazon S3, or a store that speaks S3', example: 's3://models/churn', begins: /^s3:\/\// },
  { value: 'gs', label: 'Google Cloud Storage', example: 'gs://models/churn', begins: /^gs:\/\// },
  { value: 'web', label: 'Web server', example: 'https://files.example/models', begins: /^https?:\/\//i },
]

type Checked =
  | { ok: true; input: z.output<typeof addImportSourceInput> }
  | { ok: false; problems: Partial<Record<keyof ImportForm, string>> }

/** What the dialog sends, or what is wrong by field. Fields of another kind are not sent, whatever they hold. */
export function checkImportForm(form: ImportForm): Checked {
  const { kind, address } = form
  const wanted = [
    ['region', kind === 's3'],
    ['endpoint', kind === 's3'],
    ['accessKeyId', kind !== 'web'],
    ['secret', true],
  ] as const
  const filled = wanted.filter(([field, has]) => has && form[field].trim() !== '')
  const parsed = addImportSourceInput.safeParse({
    address,
    ...Object.fromEntries(filled.map(([field]) => [field, form[field].trim()])),
  })
  const problems: Partial<Record<keyof ImportForm, string>> = {}
  const place = IMPORT_KINDS.find((one) => one.value === kind)
  if (place && !place.begins.test(address.trim())) problems.address = `Write it as ${place.example}.`
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0] ?? 'address') as keyof ImportForm
    problems[field] ??= `${issue.message.charAt(0).toUpperCase()}${issue.message.slice(1)}.`
  }
  if (kind !== 'web' && form.accessKeyId.trim() === '') problems.accessKeyId = 'A bucket needs an access key.'
  if (kind !== 'web' && form.secret.trim() === '') problems.secret = 'A bucket needs the secret of its key.'
  return parsed.success && Object.keys(problems).length === 0
    ? { ok: true, input: parsed.data }
    : { ok: false, problems }
}
