/** The terms of deposit: in force, to come, compared, and asked. */
import { startSession } from '../../../src/identity/index.ts'
import type { LocalDay } from '../../../src/kernel/index.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { paths } from '../../../src/portals/paths.ts'
import { tellTerms } from '../../../src/notices/index.ts'
import { enrolResident, firstTerms, publishTerms, type TermsSection } from '../../../src/residents/index.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

/** `agreed`: somebody who came with the demo. */
export async function termsStates(tenant: Tenant, agreed: Actor): Promise<ExampleState[]> {
  const effectiveFrom = '2100-01-01' as LocalDay
  await publishTerms(tenant, { version: 2, effectiveFrom, needsAgreement: true, sections: changedTerms() })
  // At once: the service does so at some moment of the minute, and pictures would differ.
  await tellTerms(tenant, new AbortController().signal)
  const asked = await somebodyNew(tenant)
  const [version, changes] = [paths.termsVersion(':version'), paths.termsChanges(':version')]
  return [
    { route: paths.terms, name: 'at the door', as: null, path: paths.terms },
    { route: paths.terms, name: 'agreed', as: agreed, path: paths.terms },
    { route: version, name: 'to come', as: null, path: paths.termsVersion('2') },
    { route: changes, name: 'compared', as: null, path: paths.termsChanges('2') },
    { route: paths.answerTerms, name: 'asked', as: asked, path: paths.answerTerms },
    {
      route: paths.answerTerms,
      name: 'agreed already',
      as: agreed,
      path: paths.answerTerms,
    },
    { route: paths.home, name: 'before the terms', as: asked, path: paths.home },
    { route: paths.notices, name: 'nothing yet', as: asked, path: paths.notices },
  ]
}

/** One heading, one paragraph more; one paragraph less. */
function changedTerms(): TermsSection[] {
  const [first, ...others] = firstTerms
  const [last] = others.slice(-1)
  return [{ ...first!, paragraphs: first!.paragraphs.slice(0, 1) }, ...others, last!]
}

async function somebodyNew(tenant: Tenant): Promise<Actor> {
  const birthDate = '1948-03-03' as LocalDay
  const residentId = await enrolResident(tenant, { name: 'サントス ルイ', kana: 'サントス ルイ', birthDate })
  return { residentId, token: await startSession(tenant, residentId, 'demo') }
}
