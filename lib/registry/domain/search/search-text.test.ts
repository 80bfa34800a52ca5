import { expect, test } from 'vitest'
import { readSearchText } from './search-text'

test('hexadecimal text may be a digest or a run, with or without the algorithm', () => {
  expect(readSearchText('AB12cd')).toMatchObject({ digest: 'sha256:ab12cd', run: 'AB12cd', name: 'AB12cd' })
  expect(readSearchText('sha256:ab12')).toMatchObject({ digest: 'sha256:ab12' })
  expect(readSearchText('abc').digest).toBeNull()
  expect(readSearchText('abc').run).toBeNull()
  expect(readSearchText('churn').digest).toBeNull()
})

test('an equals sign asks for a tag by key and value', () => {
  expect(readSearchText('team = Risk').tag).toEqual({ key: 'team', value: 'Risk' })
  expect(readSearchText('team=').tag).toEqual({ key: 'team', value: '' })
  expect(readSearchText('Risk').tag).toEqual({ key: null, value: 'Risk' })
  expect(readSearchText('=x').tag).toEqual({ key: null, value: '=x' })
})
