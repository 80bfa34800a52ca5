import type { XAxis } from './plot-axis'

/** From one place on an axis to another, both included: steps, or whole milliseconds of the clock or since the first point. */
export type Part = readonly [from: number, to: number]

/** Entry of the address that holds the part of an axis. */
export const PART_KEY: Record<XAxis, string> = { step: 'steps', time: 'time', relative: 'since' }

/** "100-250", of whole numbers, in order. */
export function parsePart(text: string): Part | null {
  const [, from, to] = /^(-?\d{1,15})-(-?\d{1,15})$/.exec(text) ?? []
  const part: Part = [Number(from), Number(to)]
  return from !== undefined && to !== undefined && part[0] < part[1] ? part : null
}

export const partText = ([from, to]: Part) => `${from}-${to}`

/** The whole numbers around two places, from 0 to 1, on an axis; at least one apart. */
export function partBetween([low, high]: Part, from: number, to: number): Part {
  const at = (place: number) => low + place * (high - low)
  const first = Math.floor(at(Math.min(from, to)))
  return [first, Math.max(first + 1, Math.ceil(at(Math.max(from, to))))]
}

const STOP_WATCH = /^(?:(?:(\d{1,6}):)?([0-5]?\d):)?(\d{1,9}(?:\.\d{1,3})?)$/

/** "2:00:00", "1:05", "90" or "0.25" (seconds) as milliseconds; null for anything else. */
export function parseElapsed(text: string): number | null {
  const [found, hours = '0', minutes = '0', seconds = '0'] = STOP_WATCH.exec(text.trim()) ?? []
  if (found === undefined || (found.includes(':') && Number(seconds) >= 60)) return null
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
}

/** The same the other way round, to the millisecond. */
export function elapsedText(ms: number): string {
  const [whole, rest] = [Math.floor(ms / 1000), ms % 1000]
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
  return rest === 0 ? text : `${text}.${String(rest).padStart(3, '0')}`
}

/** What people type for the places of an axis. Clock times are those of the machine in front of them, `offsetMs` east of UTC. */
export function placeOf(axis: XAxis, text: string, offsetMs: number): number | null {
  if (axis === 'relative') return parseElapsed(text)
  if (axis === 'step') return /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : null
  const ms = Date.parse(`${text}Z`)
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(ms) ? ms - offsetMs : null
}

export function placeText(axis: XAxis, place: number, offsetMs: number): string {
  if (axis === 'relative') return elapsedText(place)
  return axis === 'step'
    ? String(place)
    : new Date(place + offsetMs)
        .toISOString()
        .slice(0, 23)
        .replace(/\.000$/, '')
}
