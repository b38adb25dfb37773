import type { Told } from '../platform/start-problem.ts'

/** What stands in the way of a restore, each with its remedy. */
export const problems = {
  damaged: (folder: string, files: readonly string[]): Told => ({
    ja: `バックアップが壊れています: ${folder}\n  ${files.join('\n  ')}\n  何も元にもどしていません。ほかのバックアップを使ってください。`,
    en: `The backup is damaged; these files are missing or not as they were written, and nothing was restored. Use another backup.`,
  }),
  otherTenant: (folder: string, tenant: string): Told => ({
    ja: `${folder} は別の都市（${tenant}）のバックアップです。--tenant と場所を確かめてください。`,
    en: `${folder} is a backup of another city (${tenant}). Check --tenant and the place.`,
  }),
  keysTooOld: (folder: string, days: number): Told => ({
    ja: `鍵の保管庫のバックアップが古すぎます（期限 ${String(days)} 日）: ${folder}\n  消去した人の鍵が生き返るため使えません。新しいものを指定してください。`,
    en: `The backup of the key store is older than ${String(days)} days (AZUKARI_KEY_BACKUP_DAYS): the keys of people who were erased would live again. Name a newer one.`,
  }),
  schemaNewer: (migration: string, program: string): Told => ({
    ja: `このバックアップは、より新しい Azukari（${program}）のものです（${migration}）。その版か、それより新しい版で行ってください。`,
    en: `This backup is of a newer Azukari (${program}), which has the migration ${migration}. Restore it with that version or a later one.`,
  }),
  migrationChanged: (migration: string): Told => ({
    ja: `変更 ${migration} の中身が、バックアップのときと違います。プログラムのファイルが書き換えられていないか確かめてください。`,
    en: `The migration ${migration} differs from what it was when the backup was taken. Check that the program's files are as they were released.`,
  }),
  identityDoesNotOpen: (folder: string): Told => ({
    ja: `この鍵（--identity）では開けません: ${folder}\n  バックアップを取ったときの AZUKARI_BACKUP_RECIPIENTS と対になるファイルを指定してください。`,
    en: `The identity does not open ${folder}. Name with --identity the file that belongs to AZUKARI_BACKUP_RECIPIENTS as it was when the backup was taken.`,
  }),
  otherRing: (cityKey: string, ringFile: string): Told => ({
    ja: `都市の鍵束 ${ringFile} に、このバックアップの鍵 ${cityKey} がありません。バックアップのときの鍵束をもどしてください（azukari city-keys join）。`,
    en: `The ring ${ringFile} lacks the city key ${cityKey} by which this backup's keys are wrapped. Put back the ring of that time (azukari city-keys join).`,
  }),
  notOurs: (folder: string): Told => ({
    ja: `manifest.seal が、この都市の鍵の保管庫のものではありません: ${folder}\n  だれかが書きかえたか、別の都市のものです。使えません。`,
    en: `manifest.seal was not made with this city's key store: somebody else wrote ${folder}, or it is another city's. It cannot be used.`,
  }),
  logWrong: (faults: readonly string[]): Told => ({
    ja: `バックアップの中の透明性ログと記録が合いません。何も入れかえていません。\n  ${faults.join('\n  ')}`,
    en: `The log inside the backup does not agree with its records or its checkpoint. Nothing was put in place.`,
  }),
  hasResidents: (database: string): Told => ({
    ja: `データベース ${database} には市民がいます。入れかえるなら --replace を付けてください（いまのデータベースは名前を変えて残します）。`,
    en: `The database ${database} has residents. To put the backup in its place add --replace; what is there is kept under another name.`,
  }),
  stillRunning: (database: string): Told => ({
    ja: `${database} でサービスが動いています。止めてから（./start は Ctrl-C）、もう一度実行してください。`,
    en: `A service is at work on ${database}. Stop it (./start: Ctrl-C), and run this again.`,
  }),
  notYoung: (folder: string, hours: number): Told => ({
    ja: `${folder} は ${String(hours)} 時間より前のバックアップです。新しく取ってから、もう一度実行してください（azukari backup・backup-keys）。`,
    en: `${folder} is older than ${String(hours)} hours. Take a new backup (azukari backup, backup-keys), and run this again.`,
  }),
  nothingReplaced: (moment: string, there: readonly string[]): Told => ({
    ja: `${moment} の復元の前のデータベースはありません。あるもの: ${there.join(' ') || 'なし'}`,
    en: `Nothing is kept from before a restore of ${moment}. There is: ${there.join(' ') || 'nothing'}.`,
  }),
} satisfies Record<string, (...words: never[]) => Told>
