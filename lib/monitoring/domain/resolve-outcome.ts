import type { Task } from './binning-spec'
import { classIndex, classText, positiveIndex } from './class-of'
import { probabilityToFixed } from './fixed-point'
import type { PredictionRow } from './prediction-row'

/** What the model answered, in the task's own terms; nulls where the record did not say. */
export interface Answer {
  predClass: number | null
  /** Binary: P(positive class). Multiclass: the score of the predicted class. In 2^-30. */
  scoreQ: number | null
  predValue: number | null
}

const NOTHING: Answer = { predClass: null, scoreQ: null, predValue: null }

/** Fits prediction and scores to the task, or says why they do not fit. */
export function resolveAnswer(
  row: PredictionRow,
  task: Task,
): Answer | { code: 'class_unknown' | 'task_mismatch'; message: string } {
  if (row.prediction === null && row.scores === null) return NOTHING
  if (task.type === 'regression') return regression(row)
  if (task.type === 'none') {
    return { ...NOTHING, predValue: typeof row.prediction === 'number' ? row.prediction : null }
  }
  if (typeof row.scores === 'number' && task.type !== 'binary')
    return { code: 'task_mismatch', message: 'a single score fits binary classification only' }
  const probabilities = probabilitiesOf(row, task)
  if ('code' in probabilities) return probabilities
  const predClass =
    row.prediction === null ? decide(probabilities.of, task) : classIndex(task, classText(row.prediction))
  if (predClass === -1)
    return { code: 'class_unknown', message: `the prediction is none of the classes ${task.classes.join(', ')}` }
  const score =
    task.type === 'binary'
      ? probabilities.of(positiveIndex(task))
      : predClass === null
        ? null
        : probabilities.of(predClass)
  return { predClass, scoreQ: score === null ? null : probabilityToFixed(score), predValue: null }
}

function regression(row: PredictionRow): Answer | { code: 'task_mismatch'; message: string } {
  if (row.scores !== null) return { code: 'task_mismatch', message: 'a regression has no scores' }
  if (typeof row.prediction !== 'number') return { code: 'task_mismatch', message: 'a regression predicts a number' }
  return { ...NOTHING, predValue: row.prediction }
}

type Probabilities = { of(index: number): number | null }

function probabilitiesOf(row: PredictionRow, task: Task): Probabilities | { code: 'class_unknown'; message: string } {
  const { scores } = row
  if (scores === null) return { of: () => null }
  if (typeof scores === 'number') {
    const positive = positiveIndex(task)
    return { of: (index) => (index === positive ? scores : 1 - scores) }
  }
  for (const name in scores) {
    if (classIndex(task, name) === -1)
      return { code: 'class_unknown', message: `scores names the unknown class ${name.slice(0, 64)}` }
  }
  return { of: (index) => scores[task.classes[index] ?? ''] ?? null }
}

/** Without a predicted class: the threshold decides for two classes, the largest score for more. */
function decide(of: Probabilities['of'], task: Task): number | null {
  if (task.type === 'binary') {
    const positive = positiveIndex(task)
    const p = of(positive)
    return p === null ? null : p >= (task.threshold ?? 0.5) ? positive : 1 - positive
  }
  let best: number | null = null
  for (let index = 0; index < task.classes.length; index += 1) {
    const p = of(index)
    if (p !== null && (best === null || p > (of(best) ?? 0))) best = index
  }
  return best
}
