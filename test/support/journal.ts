import type { JournalEntry, JournalFile } from '../../src/platform/stop-journal/index.ts'

export interface JournalContent {
  journalId: string
  /** Each once, in the order in which they were written. */
  entries: JournalEntry[]
}

/** undefined when there is no file; `damaged` when a line of it is not what was written. */
export async function journalContent(file: JournalFile): Promise<JournalContent | 'damaged' | undefined> {
  const entries = new Map<string, JournalEntry>()
  const scanned = await file.scan((entry) => entries.set(entry.entryId, entry))
  if (!scanned) return undefined
  const { journalId, damaged } = scanned
  return journalId === undefined || damaged > 0 ? 'damaged' : { journalId, entries: [...entries.values()] }
}

/** Of a journal that is whole. */
export async function wholeJournal(file: JournalFile): Promise<JournalContent> {
  const content = await journalContent(file)
  if (content === undefined || content === 'damaged') throw new Error('the journal is not whole')
  return content
}
