'use client'
import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface TabItem {
  value: string
  label: ReactNode
  content: ReactNode
}

interface TabsProps {
  items: readonly TabItem[]
  value: string
  onValueChange: (value: string) => void
  label: string
}

/** Only the chosen panel is mounted, so hidden tabs cost no requests. */
export function Tabs({ items, value, onValueChange, label }: TabsProps) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValueChange(String(next))}>
      <Base.List aria-label={label} className="relative flex gap-4 overflow-x-auto border-b">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="h-9 shrink-0 border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted hover:text-ink data-active:border-accent data-active:text-ink phone:h-11"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4 outline-offset-4">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
