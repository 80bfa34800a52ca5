'use client'
import { Command } from 'cmdk'
import type { ReactNode } from 'react'

interface PaletteItemProps {
  value: string
  icon?: ReactNode
  onSelect: () => void
  children: ReactNode
}

export function PaletteItem({ value, icon, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex items-center gap-2.5 rounded-sm px-2 py-2 text-sm data-[selected=true]:bg-hover"
    >
      {icon}
      {children}
    </Command.Item>
  )
}
