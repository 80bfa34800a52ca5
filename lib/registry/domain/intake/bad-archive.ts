/** An archive that breaks a rule; what it says ends the reading. */
export class BadArchive extends Error {
  constructor(
    readonly code: string,
    readonly verdict: 'dangerous' | 'unscannable',
    message: string,
  ) {
    super(message)
  }
}

export function unreadableArchive(message: string): BadArchive {
  return new BadArchive('parse_error', 'unscannable', message)
}
