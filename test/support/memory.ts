import { readFile } from 'node:fs/promises'

export const mebibyte = 1024 * 1024

/** Resident memory of a process, in bytes, now and at its highest. */
export async function memoryOf(pid: number): Promise<{ now: number; highest: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1])
  return { now: kibibytes('VmRSS') * 1024, highest: kibibytes('VmHWM') * 1024 }
}
