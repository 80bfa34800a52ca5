'use client'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import { WordsDialog } from './words-dialog'
import type { WordsSubject } from './words-subject'

/** The button that opens description and tags for change, for whoever may. */
export function EditWords({ subject }: { subject: WordsSubject }) {
  const can = useCan('registry:write')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={<Pencil aria-hidden />} refusal={can.refusal} onClick={() => setOpen(true)}>
        Describe
      </Button>
      {open ? <WordsDialog subject={subject} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
