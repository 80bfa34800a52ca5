import type { FeatureSpec } from './signature'

/** A feature in one line of text. */
export function describeFeature(spec: FeatureSpec): string {
  const categories = spec.categories ? ` {${spec.categories.join(', ')}}` : ''
  const codes = spec.encoding
    ? ` as ${Object.entries(spec.encoding)
        .map(([text, code]) => `${text}=${code}`)
        .join(', ')}`
    : ''
  return `${spec.type}${categories}${codes}`
}

/**
 * Whether a caller who fills the feature as before would now be refused or misread: another type, a category that is
 * no longer known, or, in a packed tensor, a text that has another code. One more category harms nobody.
 */
export function featureBreaks(before: FeatureSpec, after: FeatureSpec, packed: boolean): boolean {
  if (before.type !== after.type) return true
  const known = after.categories
  if (known && before.categories?.some((category) => !known.includes(category))) return true
  if (!packed || !before.encoding) return false
  return Object.entries(before.encoding).some(([text, code]) => after.encoding?.[text] !== code)
}
