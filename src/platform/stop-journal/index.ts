export { beginAnew, beginFirst } from './begin.ts'
export { compareWithJournal, knowEntry, type JournalProblem } from './compare.ts'
export { JournalFile, type JournalEntry } from './journal-file.ts'
export { countWaitingEntries, queueEntry, selectWritten, StopJournal } from './stop-journal.ts'
