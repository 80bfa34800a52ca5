import type { Task } from './binning-spec'
import { classIndex, classText } from './class-of'
import { LABEL_SOURCES } from './kinds'
import { BadRecord, readOptionalInteger, readPredictionId, readRecord, readTime } from './read-fields'

/** A label after validation. */
export interface LabelInput {
  line: number
  predictionId: string
  /** Limits the look-up to this day and its neighbours. */
  nearMs: number | null
  value: string
  labelMs: number
  revision: number | null
  source: number
  retracted: boolean
}

const FIELDS = new Set(['predictionId', 'predictionTime', 'value', 'labelTime', 'revision', 'source', 'retracted'])
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** One label of a batch; throws BadRecord. */
export function readLabel(raw: unknown, line: number, nowMs: number): LabelInput {
  const record = readRecord(raw, 'record')
  for (const key in record) if (!FIELDS.has(key)) throw new BadRecord(`unknown property ${key.slice(0, 64)}`)
  const predictionId = readPredictionId(record['predictionId'], 'predictionId')
  const retracted = record['retracted'] ?? false
  if (typeof retracted !== 'boolean') throw new BadRecord('retracted must be true or false')
  const source =
    record['source'] === undefined ? 0 : LABEL_SOURCES.findIndex((known) => Object.is(known, record['source']))
  if (source === -1) throw new BadRecord(`source must be one of ${LABEL_SOURCES.join(', ')}`)
  const { predictionTime, labelTime } = record
  return {
    line,
    predictionId,
    nearMs:
      predictionTime === undefined || predictionTime === null
        ? idTime(predictionId)
        : readTime(predictionTime, 'predictionTime'),
    value: readValue(record['value'], retracted),
    labelMs: labelTime === undefined || labelTime === null ? nowMs : readTime(labelTime, 'labelTime'),
    revision: readOptionalInteger(record['revision'], 'revision', 1, 1000),
    source,
    retracted,
  }
}

function readValue(value: unknown, retracted: boolean): string {
  if (typeof value === 'string' && value.length <= 256) return value
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return classText(value)
  if ((value === null || value === undefined) && retracted) return ''
  throw new BadRecord(
    'value must be text of at most 256 characters, a finite number or a boolean; only a retracted label may be null',
  )
}

function idTime(id: string): number | null {
  return UUID_V7.test(id) ? Number.parseInt(id.replace('-', '').slice(0, 12), 16) : null
}

/** Whether a label can be compared with a prediction of this task. */
export function labelProblem(
  label: { value: string; retracted: boolean },
  task: Task,
): { code: 'class_unknown' | 'task_mismatch'; message: string } | null {
  if (label.retracted || task.type === 'none') return null
  if (task.type === 'regression')
    return label.value.trim() !== '' && Number.isFinite(Number(label.value))
      ? null
      : { code: 'task_mismatch', message: 'the label of a regression is a number' }
  return classIndex(task, label.value) >= 0
    ? null
    : { code: 'class_unknown', message: `the label is none of the classes ${task.classes.join(', ')}` }
}
