/** Where to go after signing in: only a path of this very site, anything else is the start page. */
export function nextPath(value: string | null): string {
  if (
    value === null ||
    !value.startsWith('/') ||
    value.startsWith('//') ||
    value.startsWith('/\\') ||
    /[\r\n\t]/.test(value)
  )
    return '/'
  return value.startsWith('/sign-in') ? '/' : value
}
