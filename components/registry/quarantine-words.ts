import type { VersionDetail } from '@/lib/registry/contract'

interface Words {
  action: string
  button: string
  title: (name: string) => string
  effect: string
  placeholder: string
}

export const QUARANTINE_WORDS: Record<'release' | 'quarantine', Words> = {
  release: {
    action: 'release',
    button: 'Release from quarantine',
    title: (name) => `Release ${name} from quarantine`,
    effect: 'It can be deployed from then on. What intake found stays with it, and so does your name.',
    placeholder: 'What did you look at, and why is it safe to load?',
  },
  quarantine: {
    action: 'quarantine',
    button: 'Put into quarantine',
    title: (name) => `Put ${name} into quarantine`,
    effect:
      'No rollout can choose it until it is released. Where it serves now, it goes on serving: roll back there first.',
    placeholder: 'What is wrong with it?',
  },
}

/** Why nobody may release it, whatever their roles; undefined: its verdict leaves it to a person. */
export function releaseRefusal(verdict: VersionDetail['verdict']): string | undefined {
  if (verdict === 'dangerous') return 'Intake found it dangerous: it is never released. Register corrected files.'
  if (verdict === 'unscannable') return 'Intake could not read it: it is never released. Register readable files.'
  return undefined
}

const VERDICTS: Record<string, string> = {
  clean: 'Nothing in the files can run code, lie about its size or lead elsewhere.',
  suspicious: 'Something in the files is not on the list of what is known to be harmless. A person has to look.',
  unscannable: 'Some file could not be read as what it claims to be. What cannot be read is not deployed.',
  dangerous: 'Some file would run code, reach outside of its folder or be read in two ways.',
}

/** The verdict in a sentence. */
export function describeVerdict({ verdict, findings, state }: VersionDetail): string {
  if (verdict === null) return 'Intake has not looked at the files yet.'
  if (verdict === 'clean' && state === 'QUARANTINED' && findings.length > 0)
    return 'The scan found nothing dangerous, but this kind of file is not served unless a person releases it.'
  return VERDICTS[verdict] ?? ''
}
