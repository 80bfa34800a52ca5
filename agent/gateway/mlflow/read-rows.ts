import { parse } from 'csv-parse/sync'
import { badRequest } from '../request-error'

/** Rows with named columns, or nameless lists in signature order. */
export type RowBlock =
  | { kind: 'named'; columns: readonly string[]; rows: readonly (readonly unknown[])[]; fromText: boolean }
  | { kind: 'nameless'; rows: readonly unknown[] }
  /** One array per name, column-wise or one whole tensor each. */
  | { kind: 'tensors'; values: Record<string, unknown> }

const FORMS = ['dataframe_split', 'dataframe_records', 'instances', 'inputs'] as const

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fromSplit(value: unknown): RowBlock {
  const columns = isRecord(value) ? value['columns'] : undefined
  const data = isRecord(value) ? value['data'] : undefined
  if (!Array.isArray(columns) || !columns.every((c) => typeof c === 'string') || !Array.isArray(data))
    throw badRequest('"dataframe_split" needs "columns" (texts) and "data" (a list of rows)')
  data.forEach((row: unknown, i) => {
    if (!Array.isArray(row) || row.length !== columns.length)
      throw badRequest(`row ${i} of "dataframe_split" must have ${columns.length} values`)
  })
  return { kind: 'named', columns, rows: data as unknown[][], fromText: false }
}

function fromRecords(records: readonly unknown[], form: string): RowBlock {
  const columns = new Map<string, number>()
  for (const record of records) {
    if (!isRecord(record)) throw badRequest(`every item of "${form}" must be an object with one value per column`)
    for (const name of Object.keys(record)) if (!columns.has(name)) columns.set(name, columns.size)
  }
  const names = [...columns.keys()]
  const rows = records.map((record) => names.map((name) => (record as Record<string, unknown>)[name]))
  return { kind: 'named', columns: names, rows, fromText: false }
}

function fromList(value: unknown, form: string): RowBlock {
  if (!Array.isArray(value)) throw badRequest(`"${form}" must be a list`)
  return value.length > 0 && value.every(isRecord) ? fromRecords(value, form) : { kind: 'nameless', rows: value }
}

/** The four JSON forms of an MLflow scoring request; exactly one must be there. */
export function readJsonRows(body: unknown): RowBlock {
  if (!isRecord(body)) throw badRequest(`the body must be an object with one of ${FORMS.join(', ')}`)
  const unknown = Object.keys(body).filter((key) => key !== 'params' && !FORMS.includes(key as (typeof FORMS)[number]))
  if (unknown.length > 0) throw badRequest(`unknown member "${unknown[0]}"; send one of ${FORMS.join(', ')}`)
  const given = FORMS.filter((form) => Object.hasOwn(body, form))
  const form = given[0]
  if (form === undefined || given.length > 1) throw badRequest(`send exactly one of ${FORMS.join(', ')}`)
  const value = body[form]
  if (form === 'dataframe_split') return fromSplit(value)
  if (form === 'dataframe_records') {
    if (!Array.isArray(value)) throw badRequest('"dataframe_records" must be a list')
    return fromRecords(value, form)
  }
  return form === 'inputs' && isRecord(value) ? { kind: 'tensors', values: value } : fromList(value, form)
}

/** `text/csv` with a header line. */
export function readCsvRows(text: string): RowBlock {
  let records: string[][]
  try {
    records = parse(text, { bom: true, skip_empty_lines: true })
  } catch (error) {
    throw badRequest(`the body is not valid CSV: ${error instanceof Error ? error.message : 'unreadable'}`)
  }
  const [columns, ...rows] = records
  if (columns === undefined) throw badRequest('the CSV body needs a header line')
  return { kind: 'named', columns, rows, fromText: true }
}
