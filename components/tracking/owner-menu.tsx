'use client'
import { Ellipsis, Pencil, Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { EditDialog } from './edit-dialog'
import { LifecycleDialog } from './lifecycle-dialog'

interface OwnerMenuProps {
  what: 'experiment' | 'run'
  path: string
  output: z.ZodType
  name: string
  note: string
  isDeleted: boolean
  /** What deleting and restoring does, in a sentence each. */
  effects: { delete: string; restore: string }
  /** Why it can never be deleted. */
  keptBecause?: string | null
}

/** Edit, delete and restore of an experiment or a run. */
export function OwnerMenu({ isDeleted, effects, keptBecause = null, ...owner }: OwnerMenuProps) {
  const [open, setOpen] = useState<'edit' | 'delete' | 'restore' | null>(null)
  const canWrite = useCan('registry:write')
  const canArchive = useCan('registry:archive')
  const { what, path, name } = owner
  const close = () => setOpen(null)
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={`More about this ${what}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem
          icon={<Pencil aria-hidden />}
          refusal={isDeleted ? 'Restore it first.' : canWrite.refusal}
          onClick={() => setOpen('edit')}
        >
          Edit name and note
        </MenuItem>
        {isDeleted ? (
          <MenuItem icon={<Undo2 aria-hidden />} refusal={canArchive.refusal} onClick={() => setOpen('restore')}>
            Restore {what}
          </MenuItem>
        ) : (
          <MenuItem
            harm
            icon={<Trash2 aria-hidden />}
            refusal={keptBecause ?? canArchive.refusal}
            onClick={() => setOpen('delete')}
          >
            Delete {what}
          </MenuItem>
        )}
      </Menu>
      {open === 'edit' ? <EditDialog {...owner} onClose={close} /> : null}
      {open === 'delete' || open === 'restore' ? (
        <LifecycleDialog action={open} name={name} path={path} effect={effects[open]} onClose={close} />
      ) : null}
    </>
  )
}
