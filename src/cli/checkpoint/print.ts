import type { CityName } from '../../platform/tenant.ts'
import { digitsOf } from '../../proof/index.ts'

const groupsOnALine = 4

/** A root as two people compare it over the telephone, one line after the other. */
export function readOut(root: Uint8Array): string {
  const groups = digitsOf(root)
  return Array.from({ length: groups.length / groupsOnALine }, (_, line) =>
    groups.slice(line * groupsOnALine, (line + 1) * groupsOnALine).join(' '),
  ).join('\n    ')
}

const inJapan = new Intl.DateTimeFormat('ja', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Asia/Tokyo',
})

/** A checkpoint on paper. The last part is the signed note, for who types it in or gets it by mail. */
export function printed(
  { ja, en }: CityName['name'],
  { note, size, signedAt }: { note: string; size: number; signedAt: Date },
): string {
  const [origin = '', , root = ''] = note.split('\n')
  return `${ja} 透明性ログのチェックポイント · Checkpoint of the log of ${en}

  ログ · log     ${origin}
  件数 · size    ${String(size)}
  日時 · signed  ${inJapan.format(signedAt)} (JST) · ${signedAt.toISOString()}
  根 · root      ${root}
  電話で読み上げるとき · to read out (each two bytes as a number):
    ${readOut(Buffer.from(root, 'base64'))}

${note}`
}
