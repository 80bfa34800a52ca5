import type { LucideIcon } from 'lucide-react'
import {
  Activity,
  BadgeCheck,
  Boxes,
  FlaskConical,
  Gauge,
  Radar,
  Rocket,
  ScrollText,
  Server,
  Settings,
} from 'lucide-react'
import type { Permission } from '@/lib/identity/domain/permissions'

export interface NavItem {
  path: string
  label: string
  icon: LucideIcon
  /** Absent for who may not read it; null is for every member. */
  permission: Permission | null
  /** Second key of the "g then ..." shortcut. */
  key: string
}

export const NAV_ITEMS: readonly NavItem[] = [
  { path: '', label: 'Overview', icon: Gauge, permission: null, key: 'o' },
  { path: 'models', label: 'Models', icon: Boxes, permission: 'registry:read', key: 'm' },
  { path: 'experiments', label: 'Experiments', icon: FlaskConical, permission: 'registry:read', key: 'e' },
  { path: 'deployments', label: 'Deployments', icon: Rocket, permission: 'rollouts:read', key: 'd' },
  { path: 'rollouts', label: 'Rollouts', icon: Activity, permission: 'rollouts:read', key: 'r' },
  { path: 'monitoring', label: 'Monitoring', icon: Radar, permission: 'monitoring:read', key: 'n' },
  { path: 'approvals', label: 'Approvals', icon: BadgeCheck, permission: 'approvals:read', key: 'a' },
  { path: 'agents', label: 'Agents', icon: Server, permission: 'agents:read', key: 'g' },
  { path: 'audit', label: 'Audit', icon: ScrollText, permission: 'audit:read', key: 'u' },
  { path: 'settings', label: 'Settings', icon: Settings, permission: null, key: 's' },
]

/** "/demo/models" of the item; the overview is the workspace itself. */
export function navHref(workspace: string, item: NavItem): string {
  return item.path === '' ? `/${workspace}` : `/${workspace}/${item.path}`
}

/** Whether the open address belongs to the item. */
export function isCurrent(pathname: string, workspace: string, item: NavItem): boolean {
  const href = navHref(workspace, item)
  return item.path === '' ? pathname === href : pathname === href || pathname.startsWith(`${href}/`)
}
