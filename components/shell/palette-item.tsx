'use client'
import { Command } from 'cmdk'
import type { ReactNode } from 'react'

interface PaletteItemProps {
  value: string
  /** Found by these too, although they are not shown. */
  keywords?: string[]
  icon?: ReactNode
  /** Tells apart what has the same name. */
  note?: string
  onSelect: () => void
  children: ReactNode
}

export function PaletteItem({ value, keywords, icon, note, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={keywords}
      onSelect={onSelect}
      className="flex items-center gap-2.5 rounded-sm px-2 py-2 text-sm data-[selected=true]:bg-hover"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {note ? <span className="text-xs text-muted">{note}</span> : null}
    </Command.Item>
  )
}
