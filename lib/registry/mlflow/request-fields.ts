import { invalidParameter } from './mlflow-error'
import { parseMetric } from './wire-values'

const SEE = 'See the API docs for more information about request parameters.'
const INT32_MAX = 2_147_483_647

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** PostgreSQL takes neither NUL nor half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** The fields of one request as sent (query, body and path together), read one by one with MLflow's own complaints. Unknown fields are ignored. */
export class RequestFields {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  private invalid(name: string, value: unknown): Error {
    return invalidParameter(`Invalid value ${shown(value)} for parameter '${name}' supplied. ${SEE}`)
  }

  /** The value, or undefined when it was not sent; JSON null reads as not sent. A key of the query counts once. */
  private one(name: string): unknown {
    const value = this.values[name]
    return value === null ? undefined : value
  }

  text(name: string): string | undefined {
    const value = this.one(name)
    if (value === undefined) return undefined
    // A number may be sent where an id or version is text, as protobuf's own parser allows.
    if (typeof value === 'number') return String(value)
    if (typeof value !== 'string' || !isStorable(value)) throw this.invalid(name, value)
    return value
  }

  /** Text that must be there; MLflow treats the empty text as missing. */
  needText(name: string): string {
    const value = this.text(name)
    if (value === undefined || value === '')
      throw invalidParameter(`Missing value for required parameter '${name}'. ${SEE}`)
    return value
  }

  /** A safe integer (int64 of the wire), sent as number or digits. */
  int(name: string): number | undefined {
    const value = this.one(name)
    if (value === undefined) return undefined
    const number = typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw this.invalid(name, value)
    return number
  }

  /** Page size: 1 to `max`, `fallback` when not sent. */
  maxResults(fallback: number, max: number): number {
    const value = this.int('max_results') ?? fallback
    if (value < 1 || value > max)
      throw invalidParameter(
        `Invalid value ${value} for parameter 'max_results' supplied. It must be at least 1 and at most ${max}.`,
      )
    return value
  }

  /** A version number: the text of a positive int32. */
  needVersion(name = 'version'): number {
    const text = this.needText(name)
    if (!/^\d{1,10}$/.test(text) || Number(text) > INT32_MAX)
      throw invalidParameter(`Parameter '${name}' must be an integer, got '${shown(text)}'.`)
    return Number(text)
  }

  metric(name: string): number {
    const value = this.one(name)
    const number = value === undefined ? null : parseMetric(value)
    if (number === null) throw value === undefined ? this.missing(name) : this.invalid(name, value)
    return number
  }

  private missing(name: string): Error {
    return invalidParameter(`Missing value for required parameter '${name}'. ${SEE}`)
  }

  flag(name: string): boolean {
    const value = this.one(name)
    if (value === undefined || value === false || value === 'false') return false
    if (value === true || value === 'true') return true
    throw this.invalid(name, value)
  }

  /** A repeated text: a list in a body, repeated keys in a query. */
  texts(name: string): string[] {
    const value = this.one(name)
    if (value === undefined) return []
    const items = Array.isArray(value) ? value : [value]
    if (items.some((item) => typeof item !== 'string' || !isStorable(item))) throw this.invalid(name, value)
    return items as string[]
  }

  /** A repeated message. */
  items(name: string): RequestFields[] {
    const value = this.one(name)
    if (value === undefined) return []
    if (!Array.isArray(value)) throw this.invalid(name, value)
    return value.map((item) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) throw this.invalid(name, value)
      return new RequestFields(item as Record<string, unknown>)
    })
  }

  /** `[{ key, value }]` as tags and params are sent; an absent value reads as the empty text. */
  pairs(name: string): { key: string; value: string }[] {
    return this.items(name).map((item) => ({ key: item.needText('key'), value: item.text('value') ?? '' }))
  }

  /** A nested message, or undefined. */
  message(name: string): RequestFields | undefined {
    const value = this.one(name)
    if (value === undefined) return undefined
    if (typeof value !== 'object' || Array.isArray(value)) throw this.invalid(name, value)
    return new RequestFields(value as Record<string, unknown>)
  }

  needMessage(name: string): RequestFields {
    const message = this.message(name)
    if (message === undefined) throw this.missing(name)
    return message
  }

  has(name: string): boolean {
    return this.one(name) !== undefined
  }

  /** Clients send both names of a run's id; `run_id` wins, `run_uuid` alone is accepted. */
  needRunId(): string {
    return this.text('run_id') || this.text('run_uuid') || this.needText('run_id')
  }
}
