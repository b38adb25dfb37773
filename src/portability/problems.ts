import type { Told } from '../platform/start-problem.ts'

/** What stands in the way of leaving and arriving, each with its remedy. */
export const problems = {
  doesNotOpen: (kind: string, resident: string): Told => ({
    ja: `${kind}: ${resident} のものが、鍵があるのに開けません。書き出しをやめました。azukari verify-log で調べ、バックアップから元にもどしてから、もう一度実行してください。`,
    en: `${kind}: what ${resident} has sealed does not open although the key is there. Nothing was exported. Look into it with azukari verify-log, restore a backup, and run this again.`,
  }),
  noLogYet: (tenant: string): Told => ({
    ja: `${tenant} の透明性ログがまだ始まっていません。サービスを1度起動してから、もう一度実行してください。`,
    en: `The log of ${tenant} has not begun, and its key vouches for an export. Start the service once, and run this again.`,
  }),
  stillRunning: (tenant: string): Told => ({
    ja: `${tenant} でサービスが動いています。止めてから（./start は Ctrl-C）、もう一度実行してください。`,
    en: `A service is at work on ${tenant}. Stop it (./start: Ctrl-C), and run this again.`,
  }),
  noExport: (path: string): Told => ({
    ja: `${path} に、書き出した都市がありません。azukari export が書いたフォルダー（….export）を指定してください。`,
    en: `${path} is no export of a city. Name a folder that azukari export wrote (….export).`,
  }),
  formatNewer: (version: number): Told => ({
    ja: `この書き出しは形式 ${String(version)} です。この版の Azukari は読めません。それを書いた版で行ってください。`,
    en: `This export is of format ${String(version)}, which this Azukari does not read. Use the version that wrote it.`,
  }),
  damaged: (folder: string, files: readonly string[]): Told => ({
    ja: `書き出しが壊れています: ${folder}\n  ${files.join('\n  ')}\n  何も取り込んでいません。もう一度写すか、azukari export をやり直してください。`,
    en: `The export is damaged: ${files.join(', ')} missing or not as written. Nothing was taken in. Copy it again, or export again.`,
  }),
  notVouchedFor: (folder: string): Told => ({
    ja: `manifest.note の署名が合いません: ${folder}\n  だれかが書きかえています。使えません。書き出した市から、もう一度受け取ってください。`,
    en: `manifest.note is not signed by the key it names: somebody has changed ${folder}. It cannot be used. Take it anew from the city that exported it.`,
  }),
  otherLogKey: (found: string): Told => ({
    ja: `この書き出しは、別のログの鍵で署名されています: ${found}\n  --log-key と、書き出した市の鍵（/log/v1/keys）を確かめてください。`,
    en: `This export is signed by another key: ${found}. Check --log-key, and the key of the city that exported (/log/v1/keys).`,
  }),
  isACopy: (folder: string): Told => ({
    ja: `${folder} は写しです。ログの署名の鍵が入っていないので、引っ越しには使えません（2つの場所が同じログに署名してはいけません）。元の市で azukari export --moving を実行してください。`,
    en: `${folder} is a copy without the secret key of the log, because two installations must not sign one log. To move, run azukari export --moving where the city is.`,
  }),
  identityDoesNotOpen: (folder: string): Told => ({
    ja: `この鍵（--identity）では開けません: ${folder}\n  書き出したときの --recipient（AZUKARI_BACKUP_RECIPIENTS）と対になるファイルを指定してください。`,
    en: `The identity does not open ${folder}. Name with --identity the file that belongs to the --recipient (AZUKARI_BACKUP_RECIPIENTS) it was written for.`,
  }),
  wrongLine: (file: string, line: number, field: string): Told => ({
    ja: `${file} の ${String(line)} 行目の ${field} が、この形式のものではありません。何も取り込んでいません。docs/export-format.md のとおりに書き出したものを使ってください。`,
    en: `${file}, line ${String(line)}: ${field} is not as the format wants it (docs/export-format.md). Nothing was taken in. Use an export that keeps to it.`,
  }),
  otherLines: (file: string, found: number, said: number): Told => ({
    ja: `${file} は ${String(found)} 行ですが、目録には ${String(said)} 行とあります。何も取り込んでいません。azukari export をやり直してください。`,
    en: `${file} has ${String(found)} lines where the manifest says ${String(said)}. Nothing was taken in. Export again.`,
  }),
  keyAndLineDiffer: (kind: string, resident: string): Told => ({
    ja: `${kind}: ${resident} の行と鍵が合いません（消去した人の値が開いているか、鍵があるのに値がありません）。何も取り込んでいません。azukari export をやり直してください。`,
    en: `${kind}: the line of ${resident} and their keys do not agree (open without a key, or erased with one). Nothing was taken in. Export again.`,
  }),
  logWrong: (faults: readonly string[]): Told => ({
    ja: `書き出しの中の透明性ログと記録が合いません。何も取り込んでいません。元の市で azukari verify-log を実行してください。\n  ${faults.join('\n  ')}`,
    en: `The log inside the export does not agree with its records, its keys or its checkpoint. Nothing was taken in. Run azukari verify-log where it came from.`,
  }),
  hasResidents: (tenant: string): Told => ({
    ja: `${tenant} にはもう市民がいます。取り込めるのは、空の都市だけです。`,
    en: `${tenant} has residents already. Only an empty city can take another in.`,
  }),
} satisfies Record<string, (...words: never[]) => Told>
