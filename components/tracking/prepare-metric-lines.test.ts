import { describe, expect, it } from 'vitest'
import { type LineInput, prepareMetricLines } from './prepare-metric-lines'
import { describeLines, figuresOf, nearestPoint } from './read-lines'

const line = (points: LineInput['points'], more: Partial<LineInput> = {}): LineInput => ({
  id: 'a',
  label: 'run a',
  color: 'red',
  dash: undefined,
  count: points.length,
  startMs: points[0]?.[1] ?? 0,
  points,
  means: [],
  ...more,
})
const prepare = (lines: LineInput[], more: Partial<Parameters<typeof prepareMetricLines>[0]> = {}) =>
  prepareMetricLines({ lines, axis: 'step', smoothing: 0, isLog: false, offsetMs: 0, part: null, ...more })

const FALL = line([
  [0, 1000, 4],
  [1, 2000, 2],
  [2, 3000, 'NaN'],
  [3, 4000, 1],
])

describe('prepareMetricLines', () => {
  it('draws no line across a value that is none, and says so', () => {
    const { lines, notes } = prepare([FALL])
    expect(lines[0]?.raw.map((piece) => piece.length)).toEqual([2, 1])
    expect(notes).toEqual(['1 value is NaN or infinite: a gap.'])
  })
  it('puts lines with steps of their own on one axis', () => {
    const { lines } = prepare([FALL, line([[30, 0, 1]], { id: 'b' })])
    expect(lines[0]?.points.at(-1)?.x).toBeCloseTo(0.1)
    expect(lines[1]?.points[0]?.x).toBe(1)
  })
  it('lets relative time begin at the first point of each line', () => {
    const late = line([[0, 9_000_000, 3]], { id: 'b' })
    const { lines } = prepare([FALL, late], { axis: 'relative' })
    expect([lines[0]?.points[0]?.x, lines[1]?.points[0]?.x]).toEqual([0, 0])
    expect(prepare([FALL, late], { axis: 'time' }).lines[1]?.points[0]?.x).toBe(1)
  })
  it('smooths beside the values, and over means where points were left out', () => {
    const thinned = line(
      [
        [0, 0, 0],
        [50, 1, 100],
        [99, 2, 0],
      ],
      {
        count: 100,
        means: [
          [25, 0, 1],
          [75, 1, 1],
        ],
      },
    )
    const { lines, notes } = prepare([thinned], { smoothing: 0.6 })
    const [piece] = lines[0]?.smooth ?? []
    expect(piece?.map(([, y]) => y)).toEqual([0.01, 0.01])
    expect(lines[0]).toMatchObject({ isThinned: true, raw: [[[0, 0], expect.anything(), [1, 0]]] })
    expect(notes).toEqual([
      'Up to 100 points thinned to what can be drawn; highest and lowest are kept.',
      'Thick: exponentially weighted mean, weight 0.6, over means of stretches. Thin: values.',
    ])
  })
  it('spreads a part over the whole axis, also where a line covers less of it', () => {
    const { lines, xDomain } = prepare([FALL], { part: [0, 6] })
    expect(xDomain).toEqual([0, 6])
    expect(lines[0]?.points.at(-1)?.x).toBe(0.5)
  })
  it('draws a part of time where its points stand in the whole, whatever part of them came', () => {
    const later = line(FALL.points.slice(2), { startMs: 1000 })
    const relative = prepare([later], { axis: 'relative', part: [1000, 3000] })
    expect(relative.xDomain).toEqual([1000, 3000])
    expect(relative.lines[0]?.points.map((point) => point.x)).toEqual([0.5, 1])
    const clock = prepare([FALL], { axis: 'time', part: [0, 8000] })
    expect(clock.lines[0]?.points.map((point) => point.x)).toEqual([0.125, 0.25, 0.375, 0.5])
  })
  it('leaves a part of steps alone where none were counted', () => {
    const timed = line([
      [0, 1000, 1],
      [0, 61_000, 2],
    ])
    expect(prepare([timed], { part: [100, 200] }).xDomain).toEqual([0, 60_000])
  })
  it('falls back to time where programs log without steps, and says so', () => {
    const timed = line([
      [0, 1000, 1],
      [0, 61_000, 2],
    ])
    const model = prepare([timed])
    expect(model.axis).toBe('relative')
    expect(model.lines[0]?.points.map((point) => point.x)).toEqual([0, 1])
    expect(model.notes).toEqual(['No step was counted: by time since start.'])
    expect(prepare([line([[7, 1000, 1]])]).axis).toBe('step')
  })
  it('leaves out what a log scale has no place for, in words', () => {
    const { notes, lines } = prepare(
      [
        line([
          [0, 0, 0],
          [1, 1, 10],
          [2, 2, 1000],
        ]),
      ],
      { isLog: true },
    )
    expect(lines[0]?.raw).toHaveLength(1)
    expect(notes).toEqual(['1 value at or below zero: no place on a log scale.'])
    expect(prepare([line([[0, 0, -1]])], { isLog: true }).isEmpty).toBe(true)
  })
})

describe('reading off', () => {
  it('finds the nearest point on either side', () => {
    const points = prepare([FALL]).lines[0]?.points ?? []
    expect(nearestPoint(points, 0.3)?.step).toBe(1)
    expect(nearestPoint(points, 2)?.step).toBe(3)
    expect(nearestPoint(points, -1)?.step).toBe(0)
    expect(nearestPoint([], 0.5)).toBeNull()
  })
  it('says first, extremes and last of what are numbers', () => {
    const { lines } = prepare([FALL])
    expect(lines[0] && figuresOf(lines[0])).toMatchObject({
      lowest: { step: 3 },
      highest: { step: 0 },
      last: { value: 1 },
    })
    expect(describeLines(lines, String)).toBe('run a: latest 1 at step 3, lowest 1 at 3, highest 4 at 0, 4 points.')
  })
})
