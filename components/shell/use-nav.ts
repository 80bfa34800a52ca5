'use client'
import { useAccess } from '@/components/api/use-me'
import { NAV_ITEMS, type NavItem } from './nav-items'

/** What this person may open; everything while permissions are being read, so that the list does not jump. */
export function useNav(): readonly NavItem[] {
  const access = useAccess()
  return NAV_ITEMS.filter(
    (item) => item.permission === null || access === null || access.permissions.includes(item.permission),
  )
}
