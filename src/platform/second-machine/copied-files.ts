import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { hasCode } from '../durable-file.ts'

/** Lengths in bytes, by the name below the journal of a city. */
export type Lengths = ReadonlyMap<string, number>

const stops = 'stops.journal'
const leaves = /^leaves\/(?:\d{15}\.leaves|keys\.journal)$/u

/** All that is ever copied: the stop journal, and the files of the leaf journal with the log’s keys. No other name leads anywhere. */
export const isCopiedFile = (name: string) => name === stops || leaves.test(name)

/** The files of a city's journal, and how long they are now. */
export async function copiedFilesIn(directory: string): Promise<Lengths> {
  const names = [stops, ...(await namesIn(join(directory, 'leaves'))).map((name) => `leaves/${name}`)]
  const lengths = new Map<string, number>()
  for (const name of names.filter(isCopiedFile).sort()) {
    const length = await lengthOf(join(directory, name))
    if (length !== undefined) lengths.set(name, length)
  }
  return lengths
}

/** undefined when there is no such file. */
export async function lengthOf(path: string): Promise<number | undefined> {
  return stat(path).then(({ size }) => size, nothingFor('ENOENT'))
}

async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(nothingFor('ENOENT'))) ?? []
}

function nothingFor(code: string) {
  return (fault: unknown): undefined => {
    if (!hasCode(fault, code)) throw fault
  }
}
