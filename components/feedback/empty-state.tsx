import { Inbox, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyCommand } from '@/components/ui/copy-command'
import { StateFrame } from './state-frame'

interface EmptyStateProps {
  /** What this is and why it is empty. */
  title: string
  text: ReactNode
  icon?: LucideIcon
  /** The next step as a button. */
  action?: ReactNode
  /** The next step as a command to copy. */
  command?: string
}

export function EmptyState({ title, text, icon = Inbox, action, command }: EmptyStateProps) {
  return (
    <StateFrame icon={icon} title={title}>
      <p className="text-muted">{text}</p>
      {action ? <div>{action}</div> : null}
      {command ? <CopyCommand command={command} /> : null}
    </StateFrame>
  )
}
