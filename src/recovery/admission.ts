import type { Log } from '../platform/log.ts'
import type { Admission } from '../platform/process-lease.ts'
import type { Tenant } from '../platform/tenant.ts'
import { admit, type AdmissionProblem, type AdmitOptions } from './admit.ts'
import { whyNever } from './why-never.ts'

const remedies: Readonly<Record<AdmissionProblem, string>> = {
  'journal-missing':
    'the stop journal is not where it should be: put it back (AZUKARI_JOURNAL), or give it up with azukari freeze-consents',
  'another-journal':
    'the stop journal is of another database: put the right one there (AZUKARI_JOURNAL), or give up what is lost with azukari freeze-consents',
  'journal-damaged':
    'a line of the stop journal was changed: put back a whole copy, or give it up with azukari freeze-consents',
  'journal-incomplete':
    'the stop journal lacks what this database has written: put back the newest copy, or give it up with azukari freeze-consents',
  'journal-newer': 'the stop journal was written by a newer version: start that one',
  'log-behind':
    'the log is behind what has left the house: put back the newest AZUKARI_JOURNAL, or give it up with azukari freeze-consents',
}

/** Asked again after so many times as long as the answer took. */
const pauseFactor = 10

/** What a process asks before it may deliver; says in its log what came of it, once for each new answer. */
export function admission(tenant: Tenant, log: Log, options: AdmitOptions): Admission {
  let said = ''
  let askAt = 0
  return async () => {
    // A journal of years takes a while to read: whoever was refused does nothing else but ask, and not all the time.
    if (performance.now() < askAt) return false
    const asked = performance.now()
    const told = await answerOf(tenant, log, options)
    askAt = told.admitted ? 0 : performance.now() + pauseFactor * (performance.now() - asked)
    if (told.text !== said && told.text !== '') log[told.level](told.text, { tenant: tenant.id })
    said = told.text
    return told.admitted
  }
}

async function answerOf(
  tenant: Tenant,
  log: Log,
  options: AdmitOptions,
): Promise<{ admitted: boolean | 'never'; level: 'warn' | 'error'; text: string }> {
  try {
    const never = await whyNever(tenant)
    if (never) return { admitted: 'never', level: 'error', text: `nothing is delivered: ${never}` }
    const answer = await admit(tenant, options)
    if (!answer.ok)
      return { admitted: false, level: 'error', text: `nothing is delivered: ${remedies[answer.because]}` }
    const text =
      answer.again === 0
        ? ''
        : `an older database came back: ${String(answer.again)} stops and erasures were done again`
    return { admitted: true, level: 'warn', text }
  } catch (error) {
    log.error('the database could not be held against the stop journal', { tenant: tenant.id, error })
    return { admitted: false, level: 'error', text: '' }
  }
}
