/** What a reader of a model card looks for, in the order in which they look. Everything in italics wants an answer. */
export function cardTemplate(name: string): string {
  return `---
license: # an id of spdx.org/licenses
---

# ${name}

_One sentence: what it answers, for whom._

## Intended use

_Decisions it supports, who takes them, and what happens when it is wrong._

## Out of scope

_Where it must not be used, and why._

## Data

_What it was trained and evaluated on: source, period, size, who is missing from it._

## Evaluation

_How it was measured, on which slices it is weaker, with intervals._

## Limits and risks

_Known failures, groups that may be harmed, what watches for it in production._

## Upkeep

_Who answers for it, when it is reviewed, when it is to be retired._
`
}

/** Headings of the template that a card still lacks. */
export function missingSections(card: string): string[] {
  const headings = (text: string) =>
    [...text.matchAll(/^##\s+(.+?)\s*$/gm)].map((found) => (found[1] ?? '').toLowerCase())
  const present = new Set(headings(card))
  return headings(cardTemplate('x')).filter((heading) => !present.has(heading))
}
