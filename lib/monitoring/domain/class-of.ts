import type { Task } from './binning-spec'

/** Shortest text of a class or label: numbers in ECMAScript form, booleans as words. */
export function classText(value: string | number | boolean): string {
  return typeof value === 'number' ? String(value + 0) : String(value)
}

/** Index of a class name among the task's classes, or -1. A boolean also means the second or first of two classes. */
export function classIndex(task: Task, text: string): number {
  const index = task.classes.indexOf(text)
  if (index >= 0) return index
  if (task.type !== 'binary' || task.positiveClass === null) return -1
  const positive = task.classes.indexOf(task.positiveClass)
  if (text === 'true') return positive
  if (text === 'false') return 1 - positive
  return -1
}

export function positiveIndex(task: Task): number {
  return Math.max(0, task.classes.indexOf(task.positiveClass ?? ''))
}
