/** The file's part of the URL as it was sent: a framework's own decoding must not hide `%2f` or `..` from the path rules. */
export function filePathOf(request: Request): string {
  const { pathname } = new URL(request.url)
  return /\/files\/(.*)$/s.exec(pathname)?.[1] ?? ''
}
