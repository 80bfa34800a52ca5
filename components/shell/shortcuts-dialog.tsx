'use client'
import { Dialog } from '@/components/ui/dialog'
import { KeyHint } from '@/components/ui/key-hint'
import { NAV_ITEMS } from './nav-items'

const KEYS = [
  ['Ctrl K', 'Find anything, go anywhere'],
  ['?', 'This list'],
  ['j / k', 'Next, previous row of a list'],
  ['Enter', 'Open the row'],
  ['Esc', 'Close what is on top'],
  ['p', 'Promote (on a deployment)'],
  ['b', 'Roll back (on a deployment)'],
  ['a / x', 'Approve, reject (on a request)'],
] as const

export function ShortcutsDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const go = NAV_ITEMS.map((item) => [`g ${item.key}`, item.label] as const)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {[...KEYS, ...go].map(([keys, text]) => (
          <div key={keys} className="flex items-center justify-between gap-4">
            <dt>{text}</dt>
            <dd>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
