/** Ways in which a stop journal is not what it should be. */
import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import type { JournalEntry, JournalFile } from '../../src/platform/stop-journal/index.ts'
import { wholeJournal } from './journal.ts'

/** Whole, with every check right, and not what it was. Returns its number. */
export async function begunAnew(
  file: JournalFile,
  change: (entries: JournalEntry[]) => JournalEntry[],
  number?: string,
): Promise<string> {
  const { entries } = await wholeJournal(file)
  const journalId = number ?? randomUUID()
  await rm(file.path)
  await file.create(journalId)
  await file.append(journalId, change(entries))
  return journalId
}

export async function exchangedTwo(file: JournalFile): Promise<void> {
  const { journalId } = await wholeJournal(file)
  await begunAnew(file, ([first, second, ...rest]) => [second!, first!, ...rest], journalId)
}

export async function flippedOne({ path }: JournalFile): Promise<void> {
  const bytes = await readFile(path)
  const at = bytes.lastIndexOf('withdrawn')
  bytes[at] = bytes[at]! ^ 1
  await writeFile(path, bytes)
}

export async function anothers(file: JournalFile): Promise<void> {
  await rm(file.path)
  await file.create(randomUUID())
}

/** Tells of something that only a later version knows. */
export async function fromTheFuture(file: JournalFile): Promise<void> {
  const { journalId } = await wholeJournal(file)
  const entry = { entryId: randomUUID(), kind: 'dissolved', at: new Date().toISOString(), of: {} }
  await file.append(journalId, [entry])
}
