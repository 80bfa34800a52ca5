'use client'
import { Command } from 'cmdk'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useWorkspace } from '@/components/api/workspace-context'
import { navHref } from './nav-items'
import { PaletteFinds } from './palette-finds'
import { PaletteItem } from './palette-item'
import { useNav } from './use-nav'

interface CommandPaletteProps {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Go to a room, find a deployment, model or request by a part of its name, or start an action. */
export function CommandPalette({ open, onOpenChange }: CommandPaletteProps) {
  const router = useRouter()
  const [text, setText] = useState('')
  const workspace = useWorkspace()
  const items = useNav()
  const go = (href: string) => {
    onOpenChange(false)
    setText('')
    router.push(href)
  }
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="Find and go"
      overlayClassName="fixed inset-0 z-40 bg-scrim"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 overflow-hidden rounded-md border bg-raised shadow-float"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder="Find a page, deployment, model, request, digest or action"
        className="h-12 w-full border-b bg-transparent px-4 text-base outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted">
        <Command.Empty className="px-2 py-6 text-center text-sm text-muted">Nothing by that name.</Command.Empty>
        <Command.Group heading="Go to">
          {items.map((item) => (
            <PaletteItem
              key={item.path}
              value={`go ${item.label}`}
              icon={<item.icon aria-hidden className="size-4 text-muted" />}
              onSelect={() => go(navHref(workspace, item))}
            >
              {item.label}
            </PaletteItem>
          ))}
        </Command.Group>
        {open ? <PaletteFinds text={text} go={go} /> : null}
      </Command.List>
    </Command.Dialog>
  )
}
