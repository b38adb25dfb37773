import { isNotYet, type NotYet } from './task.ts'

export type Outcome = '✓' | '✗' | '未実施' | '--full' | 'needs it'

/** Task × mode, and under it why what is 未実施 is not there yet. */
export function tableOf(
  tasks: Readonly<Record<string, object>>,
  modes: Readonly<Record<string, object>>,
  outcomeOf: (task: string, mode: string) => Outcome,
): string {
  const modeNames = Object.keys(modes)
  const rows = Object.keys(tasks).map((task) => [task, ...modeNames.map((mode) => outcomeOf(task, mode))])
  const table = [['', ...modeNames], ...rows]
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => columnsOf(row[column]!))))
  const lines = table.map((row) => row.map((cell, column) => filled(cell, widths[column]!)).join('  '))
  const missing = [...Object.entries(tasks), ...Object.entries(modes)].flatMap(([name, one]) =>
    isNotYet(one) ? [`${name}: 未実施, ${whyNot(one)}`] : [],
  )
  return [...lines, ...missing].map((line) => line.trimEnd()).join('\n')
}

export const whyNot = ({ notYet, comesWith }: NotYet) => `${notYet}; comes with: ${comesWith}`

/** A Japanese character is as wide as two others. */
const columnsOf = (text: string) =>
  [...text].reduce((sum, character) => sum + (character > '\u2fff' ? 2 : 1), 0)

const filled = (text: string, columns: number) => text + ' '.repeat(columns - columnsOf(text))
