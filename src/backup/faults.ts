import type { Restored } from './restore-beside.ts'

/**
 * What does not hold in a restored city. Commitments that wait (`overdue`) waited when the snapshot was taken, and the
 * sequencer goes on with them.
 *
 * Records whose keys are gone are a fault only where the keys are older than the data: those of somebody who came in
 * between are lost. Newer keys lack those of people who were erased since, as they should.
 */
export function faultsOf({ audit, data, keys }: Pick<Restored, 'audit' | 'data' | 'keys'>): string[] {
  const keysAreOlder = keys.manifest.takenAt < data.manifest.takenAt
  const faults = audit.faults
    .filter(({ because }) => because !== 'cannot-be-opened' || keysAreOlder)
    // Of people who were erased in between: a process that starts destroys them again before it delivers.
    .filter(({ because }) => because !== 'key-is-back' || !keysAreOlder)
    .map((fault) => `${fault.because} ${'leafId' in fault ? fault.leafId : String(fault.at ?? '')}`)
  return audit.withoutRecord > 0 ? [...faults, `leaf-without-record ${String(audit.withoutRecord)}`] : faults
}

/** Records that nobody can read any more, of those that are named. */
export function unreadable({ audit }: Pick<Restored, 'audit'>): number {
  return audit.faults.filter(({ because }) => because === 'cannot-be-opened').length
}
