import { localDayOf } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../resident.ts'
import { termsInForce, termsStandingOf, type TermsStanding } from './rules.ts'
import { selectAnswers, selectTerms, selectVersions, type GivenAnswer, type PublishedTerms } from './store.ts'

interface City extends Pick<Tenant, 'clock'> {
  database: Queryable
}

/** The text that holds today. */
export async function currentTerms({ database, clock }: City): Promise<PublishedTerms | undefined> {
  const current = termsInForce(await selectVersions(database), localDayOf(clock.now()))
  return current && selectTerms(database, current.version)
}

export interface OwnTerms {
  standing: TermsStanding
  /** The newest agreement, to whatever version; undefined where there never was one. */
  agreement: GivenAnswer | undefined
}

/** How a resident stands to the terms, and what they agreed to last. */
export async function termsOf({ database, clock }: City, residentId: ResidentId): Promise<OwnTerms> {
  const versions = await selectVersions(database)
  const answers = await selectAnswers(database, residentId)
  return {
    standing: termsStandingOf(versions, answers, localDayOf(clock.now())),
    agreement: answers.find(({ answer }) => answer === 'agreed'),
  }
}

/** May this resident entrust anything: deposit a file, or allow a company something? Without terms, nobody may. */
export async function hasAgreedToTerms(city: City, residentId: ResidentId): Promise<boolean> {
  return (await termsOf(city, residentId)).standing === 'agreed'
}
