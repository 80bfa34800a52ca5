'use client'
import { useState } from 'react'

interface Draft {
  text: string
  /** What the text was written over. */
  revision: number
}

const keyOf = (what: string) => `slipway-draft ${what}`

/** Words that were not saved yet, of this browser tab; null where there are none. */
export function findDraft(what: string): Draft | null {
  const stored = typeof window === 'undefined' ? null : window.sessionStorage.getItem(keyOf(what))
  if (stored === null) return null
  const [revision = '', ...text] = stored.split('\n')
  return { text: text.join('\n'), revision: Number(revision) }
}

/** A long text that outlives a look at another tab and a reload, together with the revision that it was written over. */
export function useDraft(what: string, saved: Draft) {
  const [draft, setDraft] = useState<Draft>(() => findDraft(what) ?? saved)
  const write = (text: string) => {
    setDraft({ ...draft, text })
    window.sessionStorage.setItem(keyOf(what), `${draft.revision}\n${text}`)
  }
  return { ...draft, write, drop: () => window.sessionStorage.removeItem(keyOf(what)) }
}
