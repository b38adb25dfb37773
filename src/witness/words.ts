import type { Told } from '../platform/start-problem.ts'

export const noKey: Told = {
  ja: '立会人の鍵がありません。azukari witness key で作ってください。',
  en: 'There is no key of a witness here. Make one with azukari witness key.',
}

export const keyIsThere = (file: string): Told => ({
  ja: `${file} に鍵があります。作り直すと、前の署名と別の立会人になります。ほかのフォルダーを指定してください。`,
  en: `${file} holds a key already. A new one would be another witness: name another folder.`,
})

export const keyIsOpen = (file: string): Told => ({
  ja: `${file} をほかの利用者が読めます。chmod 600 ${file} を実行してください。`,
  en: `${file} can be read by others. Run chmod 600 ${file}.`,
})

export const damaged = (file: string): Told => ({
  ja: `${file} が壊れています。控えから戻してください。戻せないときは、この鍵の使用をやめ、新しいフォルダーで始めてください。`,
  en: `${file} is damaged. Take it back from a copy; where there is none, give this key up and begin in a new folder.`,
})

/** C2SP tlog-witness: who has forgotten what it cosigned could cosign a second history. */
export const memoryLost = (file: string): Told => ({
  ja: `署名した記録はあるのに ${file} がありません。これでは別の記録に署名しかねません。この鍵の使用をやめ、新しいフォルダーで始めてください。`,
  en: `This witness has cosigned, and ${file} is gone: it could cosign a second history. Give this key up and begin in a new folder.`,
})
