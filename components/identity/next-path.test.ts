import { describe, expect, it } from 'vitest'
import { nextPath } from './next-path'

describe('nextPath', () => {
  it('leads only within this site', () => {
    expect(nextPath('/demo/audit?x=1')).toBe('/demo/audit?x=1')
    for (const bad of [
      null,
      '',
      'https://else.example',
      '//else.example',
      '/\\else.example',
      '/a\nb',
      '/sign-in?next=/',
    ])
      expect(nextPath(bad)).toBe('/')
  })
})
