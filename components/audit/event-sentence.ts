import type { AuditEventView } from '@/lib/audit/contract'

/** "rollouts.advanced" -> "advanced"; "identity.roles-changed" -> "roles changed". */
export function eventWords(type: string): string {
  const [, verb = type] = type.split('.')
  return verb.replaceAll('-', ' ')
}

export function roomOf(type: string): string {
  return type.split('.')[0] ?? type
}

/** "Mara Approver: vote cast (approvals), denied". */
export function eventSentence(event: Pick<AuditEventView, 'actor' | 'type' | 'outcome'>): string {
  const outcome = event.outcome === 'success' ? '' : `, ${event.outcome}`
  return `${event.actor.name}: ${eventWords(event.type)} (${roomOf(event.type)})${outcome}`
}
