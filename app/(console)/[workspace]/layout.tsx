import type { ReactNode } from 'react'
import { LiveProvider } from '@/components/api/live-provider'
import { WorkspaceProvider } from '@/components/api/workspace-context'
import { ConsoleShell } from '@/components/shell/console-shell'

interface WorkspaceLayoutProps {
  children: ReactNode
  params: Promise<{ workspace: string }>
}

export default async function WorkspaceLayout({ children, params }: WorkspaceLayoutProps) {
  const { workspace } = await params
  return (
    <WorkspaceProvider slug={workspace}>
      <LiveProvider>
        <ConsoleShell>{children}</ConsoleShell>
      </LiveProvider>
    </WorkspaceProvider>
  )
}
