'use client'
import { Dialog as Base } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { KeyHint } from './key-hint'

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children: ReactNode
  /** Buttons, the one that acts last; stays in reach at the bottom on a phone. Ctrl-Enter presses the last one. */
  footer?: ReactNode
  wide?: boolean
}

const FIELD =
  'input:not([aria-hidden]):not([type="file"]), textarea, [role="radio"][aria-checked="true"], [role="combobox"]'

/** Centred on a desktop, a sheet from the bottom edge on a phone. */
export function Dialog({ open, onOpenChange, title, description, children, footer, wide = false }: DialogProps) {
  const body = useRef<HTMLDivElement>(null)
  const buttons = useRef<HTMLDivElement>(null)
  const last = () => [...(buttons.current?.querySelectorAll('button') ?? [])].at(-1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    last()?.click()
  }
  // The first thing to fill in; a finger gets no keyboard that would hide half of the sheet.
  const firstField = (by: string) =>
    by === 'touch' ? true : (body.current?.querySelector<HTMLElement>(FIELD) ?? last() ?? true)
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center md:items-center md:p-6">
          <Base.Popup
            onKeyDown={onKeyDown}
            initialFocus={firstField}
            className={clsx(
              'flex max-h-[92dvh] w-full flex-col rounded-t-md border bg-raised shadow-float outline-none md:rounded-md',
              'transition-[opacity,translate] duration-150 data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
              wide ? 'md:max-w-3xl' : 'md:max-w-xl',
            )}
          >
            <header className="flex items-start gap-3 border-b px-5 py-4">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-lg font-semibold text-balance">{title}</Base.Title>
                {description ? (
                  <Base.Description className="mt-0.5 text-sm text-muted">{description}</Base.Description>
                ) : null}
              </div>
              <Base.Close
                aria-label="Close"
                className="-mr-1 grid size-8 place-items-center rounded-sm text-muted hover:bg-hover"
              >
                <X aria-hidden className="size-4" />
              </Base.Close>
            </header>
            <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 py-4">
              {children}
            </div>
            {footer ? (
              <footer className="flex items-center gap-4 border-t px-5 py-3 phone:px-4">
                <span aria-hidden className="shrink-0 phone:hidden">
                  <KeyHint keys="Ctrl Enter" />
                </span>
                <div
                  ref={buttons}
                  className="flex flex-1 flex-wrap items-center justify-end gap-2 phone:[&>button]:h-11 phone:[&>button]:flex-1"
                >
                  {footer}
                </div>
              </footer>
            ) : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  )
}
