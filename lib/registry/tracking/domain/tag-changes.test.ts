import { expect, test } from 'vitest'
import { findTagChanges, NOTE_TAG, wantedTags } from './tag-changes'

test('only what differs is written, and told with before and after', () => {
  const current = [
    { key: 'team', value: 'a' },
    { key: 'old', value: 'x' },
    { key: 'same', value: '1' },
  ]
  const wanted = wantedTags({
    note: 'why',
    setTags: [
      { key: 'team', value: 'b' },
      { key: 'same', value: '1' },
    ],
    removeTags: ['old', 'never-there'],
  })
  expect(findTagChanges(current, wanted)).toEqual({
    set: [
      { key: 'team', value: 'b' },
      { key: NOTE_TAG, value: 'why' },
    ],
    remove: ['old'],
    before: { old: 'x', team: 'a', [NOTE_TAG]: null },
    after: { old: null, team: 'b', [NOTE_TAG]: 'why' },
  })
})

test('a blank note removes the note; a tag that is removed and set is set', () => {
  const wanted = wantedTags({ note: ' \n', setTags: [{ key: 'a', value: '2' }], removeTags: ['a'] })
  expect([...wanted]).toEqual([
    ['a', '2'],
    [NOTE_TAG, null],
  ])
})
