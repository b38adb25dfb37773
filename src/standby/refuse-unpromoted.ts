import { StartProblem } from '../platform/start-problem.ts'
import { StandbyState } from './standby-state.ts'

/**
 * @throws StartProblem on a second machine that has not taken over in order: what the first one confirmed could be
 * missing, and it could still be at work
 */
export async function refuseUnpromoted(journal: string): Promise<void> {
  const state = new StandbyState(journal)
  if (!(await state.isThere()) || (await state.promotion())?.done) return
  throw new StartProblem({
    ja: 'この機械は2台目（控え）です。1台目が失われたときは、先に azukari promote を実行してください。',
    en: 'This is the second machine, and it has not taken over. When the first one is lost, run azukari promote first.',
  })
}
