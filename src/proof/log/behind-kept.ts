import { join } from 'node:path'
import type { Queryable } from '../../platform/database/index.ts'
import { putAside } from '../../platform/durable-file.ts'
import { checkpointsIn } from '../notes/checkpoint-file.ts'
import { claimOf } from '../notes/checkpoint.ts'
import { textOf } from './keep-checkpoint.ts'
import { LeafJournal } from './leaf-journal.ts'
import { selectLogKeys, selectSize } from './log-store.ts'

interface Kept {
  database: Queryable
  journalDirectory: string
}

/**
 * Whether the file of checkpoints has one, of this log, of more leaves than the log and its journal have together: then
 * somebody was shown what this database would contradict. By what it says alone: a false one would be found out by
 * whoever looks after the log, and until then it is safer to believe it.
 */
export async function isBehindKept({ database, journalDirectory }: Kept, file: string): Promise<boolean> {
  const kept = checkpointsIn((await textOf(file)) ?? '')
    .notes.slice(-1)
    .map(claimOf)[0]
  if (!kept) return false
  const [first] = await selectLogKeys(database)
  if (first && first.origin !== kept.origin) return false
  const journalled = await new LeafJournal(join(journalDirectory, 'leaves')).end()
  return kept.size > Math.max(journalled, await selectSize(database))
}

/**
 * For when the log has to go on without what these checkpoints are of: puts the file aside and says where it lies now;
 * null when the log can go on from it. Who holds one of them still finds the contradiction.
 */
export async function putCheckpointsAside(log: Kept, file: string): Promise<string | null> {
  return (await isBehindKept(log, file)) ? putAside(file) : null
}
