/** The last part of a path as a client's own system writes it; clients name their local file, of which nothing else counts. */
export function baseName(localPath: string): string {
  return localPath.split(/[/\\]/).at(-1) ?? ''
}
