import { join } from 'node:path'
import { putAside } from '../../platform/durable-file.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { checkpointsIn } from '../notes/checkpoint-file.ts'
import { claimOf } from '../notes/checkpoint.ts'
import { textOf } from './keep-checkpoint.ts'
import { DamagedLeafJournal, LeafJournal } from './leaf-journal.ts'
import { resetLogMark, selectLogMark } from './log-mark.ts'
import { selectLogKeys, selectSize } from './log-store.ts'

type Log = Pick<Tenant, 'database' | 'journal' | 'journalDirectory'>

/**
 * Whether the key store, or the file of checkpoints, knows of more leaves than the log and its journal have together: then
 * somebody may have been shown what this database would contradict.
 */
export async function isBehindKept(log: Log, file: string): Promise<boolean> {
  const known = Math.max(await selectLogMark(log.journal.keystore), await sizeKept(log, file))
  return known > (await reachOf(log))
}

/**
 * For when the log has to go on without what is lost: forgets that there was more, and puts what contradicts it aside. Says
 * where it lies now. Who holds a checkpoint of what is lost still finds the contradiction.
 */
export async function goOnWithoutLost(log: Log, file: string): Promise<string[]> {
  const aside = [await journalOf(log).putDamagedAside()]
  const reach = await reachOf(log)
  if ((await sizeKept(log, file)) > reach) aside.push(await putAside(file))
  if ((await selectLogMark(log.journal.keystore)) > reach) await resetLogMark(log.journal.keystore, reach)
  return aside.filter((path) => path !== null)
}

/**
 * Of the last checkpoint in the file that is of this log; 0 where there is none. By what it says alone: a false one would
 * be found out by whoever looks after the log, and until then it is safer to believe it.
 */
async function sizeKept({ database }: Log, file: string): Promise<number> {
  const [last] = checkpointsIn((await textOf(file)) ?? '').notes.slice(-1)
  const kept = last === undefined ? undefined : claimOf(last)
  const [first] = await selectLogKeys(database)
  return kept && (!first || first.origin === kept.origin) ? kept.size : 0
}

/** How many leaves there are, or can be brought back. */
async function reachOf(log: Log): Promise<number> {
  const size = await selectSize(log.database)
  try {
    return Math.max(size, await journalOf(log).end())
  } catch (fault) {
    if (fault instanceof DamagedLeafJournal) return size
    throw fault
  }
}

function journalOf({ journal: { keystore }, journalDirectory }: Log): LeafJournal {
  return new LeafJournal({ directory: join(journalDirectory, 'leaves'), keystore })
}
