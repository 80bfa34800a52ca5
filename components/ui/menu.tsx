'use client'
import { Menu as Base } from '@base-ui/react/menu'
import clsx from 'clsx'
import Link from 'next/link'
import type { ReactElement, ReactNode } from 'react'

interface MenuProps {
  trigger: ReactElement
  children: ReactNode
  align?: 'start' | 'end'
}

export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-60 outline-none">
          <Base.Popup className="min-w-44 rounded-md border bg-raised py-1 shadow-float outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const ITEM =
  'mx-1 flex items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-none data-highlighted:bg-hover data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:text-muted phone:py-2.5'

interface MenuItemProps {
  children: ReactNode
  icon?: ReactNode
  onClick?: () => void
  disabled?: boolean
  /** Why it cannot be chosen, shown under the words. */
  refusal?: string | null
  harm?: boolean
}

export function MenuItem({ children, icon, onClick, disabled, refusal, harm }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onClick}
      disabled={disabled === true || Boolean(refusal)}
      className={clsx(ITEM, harm && 'text-harm')}
    >
      {icon}
      <span>
        {children}
        {refusal ? <span className="block max-w-60 text-xs text-muted">{refusal}</span> : null}
      </span>
    </Base.Item>
  )
}

export function MenuLink({ href, children, icon }: { href: string; children: ReactNode; icon?: ReactNode }) {
  return (
    <Base.LinkItem render={<Link href={href} />} className={ITEM} closeOnClick>
      {icon}
      {children}
    </Base.LinkItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="px-3 py-1 text-xs text-faint">{children}</div>
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />
}
