/** True while a key belongs to a text field, a menu or a dialog instead of the page. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return true
  return target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null
}
