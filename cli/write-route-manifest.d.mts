export function manifestText(): string
