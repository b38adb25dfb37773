import { refuse, type LocalDay, type Refusal } from '../../kernel/index.ts'
import type { Terms, TermsAnswer } from './terms.ts'

type Version = Pick<Terms, 'version' | 'effectiveFrom' | 'needsAgreement'>

export interface Answered {
  version: number
  answer: TermsAnswer
}

/** The newest version that has taken effect. */
export function termsInForce<One extends Version>(
  versions: readonly One[],
  today: LocalDay,
): One | undefined {
  return versions
    .filter(({ effectiveFrom }) => effectiveFrom <= today)
    .toSorted((a, b) => b.version - a.version)[0]
}

/** `to-ask`: they have answered nothing that counts by now. `none-published`: there is nothing to agree to. */
export type TermsStanding = 'agreed' | 'refused' | 'to-ask' | 'none-published'

/** How somebody stands to the terms. Only `agreed` lets them entrust anything. Silence means no. */
export function termsStandingOf(
  versions: readonly Version[],
  answers: readonly Answered[],
  today: LocalDay,
): TermsStanding {
  const current = termsInForce(versions, today)
  const asked = termsInForce(
    versions.filter(({ needsAgreement }) => needsAgreement),
    today,
  )
  if (!current || !asked) return 'none-published'
  const said = (answer: TermsAnswer) =>
    answers.some(
      (one) => one.answer === answer && one.version >= asked.version && one.version <= current.version,
    )
  if (said('agreed')) return 'agreed'
  return said('refused') ? 'refused' : 'to-ask'
}

export type TermsAnswerRefusal = 'no-terms' | 'terms-changed' | 'terms-agreed-already'

/** May this answer to the version that was shown be entered? Only to the text that holds now. */
export function decideTermsAnswer(
  current: Version | undefined,
  standing: TermsStanding,
  versionShown: number,
): { ok: true } | Refusal<TermsAnswerRefusal> {
  if (!current || standing === 'none-published') return refuse('no-terms')
  if (current.version !== versionShown) return refuse('terms-changed')
  return standing === 'agreed' ? refuse('terms-agreed-already') : { ok: true }
}

export type PublicationRefusal =
  'terms-published-already' | 'terms-out-of-order' | 'terms-too-early' | 'first-terms-without-agreement'

/**
 * May this version be published? Versions follow one another without a gap, and none takes effect before it was told. The
 * first may: what people signed on paper held before it stood here.
 */
export function decidePublication(
  published: readonly Version[],
  next: Version,
  today: LocalDay,
): { ok: true } | Refusal<PublicationRefusal> {
  const last = published.toSorted((a, b) => b.version - a.version)[0]
  if (published.some(({ version }) => version === next.version)) return refuse('terms-published-already')
  if (next.version !== (last?.version ?? 0) + 1) return refuse('terms-out-of-order')
  if (!last) return next.needsAgreement ? { ok: true } : refuse('first-terms-without-agreement')
  if (next.effectiveFrom < today || next.effectiveFrom < last.effectiveFrom) return refuse('terms-too-early')
  return { ok: true }
}
