'use client'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useCan } from '@/components/api/use-can'
import { Button } from '@/components/ui/button'
import type { VersionDetail } from '@/lib/registry/contract'
import { MoveAliasDialog } from './move-alias-dialog'

export function MoveAlias({ version }: { version: VersionDetail }) {
  const can = useCan('registry:move-alias')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        icon={<Tag aria-hidden />}
        refusal={version.state === 'READY' ? can.refusal : 'Only a ready version can carry an alias.'}
        onClick={() => setOpen(true)}
      >
        Move an alias here
      </Button>
      {open ? <MoveAliasDialog version={version} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
