import { expect, test } from 'vitest'
import { MAX_FILE_BYTES, MAX_VERSION_FILES } from './limits'
import { planImport } from './plan-import'

const object = (key: string, sizeBytes: number | null = 1) => ({ key, sizeBytes })
const names = (keys: string[], path: string) => {
  const plan = planImport(
    keys.map((key) => object(key)),
    path,
  )
  return plan.ok ? plan.files.map((file) => file.path) : plan.problem
}

test('files are named below the folder, a single one by its last segment', () => {
  expect(names(['team/m/model.onnx', 'team/m/data/x.csv'], 'team/m')).toEqual(['model.onnx', 'data/x.csv'])
  expect(names(['model.onnx'], '')).toEqual(['model.onnx'])
  expect(names(['team/model.onnx'], 'team/model.onnx')).toEqual(['model.onnx'])
})

test.each([
  ['nothing', [], 'there are no files'],
  ['a way up', ['m/../x'], 'leads outside its folder'],
  ['an encoded way up', ['m/%2e%2e/x'], 'leads outside its folder'],
  ['an empty segment', ['m//x'], 'is absolute'],
  ['a backslash', ['m/a\\b'], 'has one of the characters'],
  ['a control character', ['m/a\nb'], 'has control characters'],
  ['two spellings of one name', ['m/A.txt', 'm/a.txt'], 'have one name on some systems'],
  ['one name encoded twice', ['m/a b', 'm/a%20b'], 'have one name on some systems'],
])('%s makes no version', (_name, keys, problem) => expect(names(keys, 'm')).toContain(problem))

test('limits count before a byte is copied', () => {
  const plan = (objects: ReturnType<typeof object>[]) => {
    const made = planImport(objects, 'm')
    return made.ok ? made.files.length : made.problem
  }
  const many = Array.from({ length: MAX_VERSION_FILES + 1 }, (_, index) => object(`m/${index}`))
  expect(plan(many.slice(1))).toBe(MAX_VERSION_FILES)
  expect(plan(many)).toContain('more than 10000 files')
  expect(plan([object('m/a', MAX_FILE_BYTES + 1)])).toContain('m/a'.slice(2))
  expect(plan(Array.from({ length: 5 }, (_, index) => object(`m/${index}`, MAX_FILE_BYTES)))).toContain('together')
  expect(plan([object('m/a', null)])).toBe(1)
})
