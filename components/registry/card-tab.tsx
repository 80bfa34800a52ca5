'use client'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { EmptyState } from '@/components/feedback/empty-state'
import { findDraft } from '@/components/forms/use-draft'
import { Button } from '@/components/ui/button'
import { CardEditor, type CardSubject } from './card-editor'
import { CardText } from './card-text'

interface CardTabProps {
  subject: CardSubject
  empty: { title: string; text: string }
}

export function CardTab({ subject, empty }: CardTabProps) {
  const can = useCan('registry:write')
  const [editing, setEditing] = useState(() => findDraft(subject.path) !== null)
  if (editing && can.allowed) return <CardEditor subject={subject} onDone={() => setEditing(false)} />
  const edit = (
    <Button size="sm" refusal={can.refusal} onClick={() => setEditing(true)}>
      {subject.card === '' ? 'Write the card' : 'Edit the card'}
    </Button>
  )
  if (subject.card === '') return <EmptyState title={empty.title} text={empty.text} action={edit} />
  return (
    <div className="grid gap-4">
      <div className="flex justify-end">{edit}</div>
      <CardText card={subject.card} />
    </div>
  )
}
