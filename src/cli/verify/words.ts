import type { ReceiptFault } from '../../consent/index.ts'
import type { Told } from '../../platform/start-problem.ts'
import type { VerifyRefusal } from './check-files.ts'

/** What is wrong with a receipt. */
export const faultWords: Record<ReceiptFault['because'], Told> = {
  'not-signed': {
    ja: 'この市の鍵の署名ではありません。発行のあとで変えられたか、ほかの市の控えです。',
    en: 'It is not signed by a key of this city: it was changed after it was issued, or is another city’s.',
  },
  'checkpoint-wrong': {
    ja: 'チェックポイントの署名が正しくありません。',
    en: 'The checkpoint is not signed by a key of this city.',
  },
  'no-checkpoint': {
    ja: '照らし合わせるチェックポイントがありません。',
    en: 'There is no checkpoint to compare it with.',
  },
  'not-in-the-log': {
    ja: 'この記録は、チェックポイントの透明性ログにありません。',
    en: 'This record is not in the log of the checkpoint.',
  },
  'promise-over': {
    ja: '約束の時刻を過ぎています。控えのファイルをもう一度受け取り、ログにあることを確かめてください。',
    en: 'It was promised to be in the log by now. Take the receipt anew: it must show it there.',
  },
  'promise-too-long': {
    ja: '1日より長い約束は、どの市もしません。',
    en: 'No city promises for longer than a day.',
  },
  'says-otherwise': {
    ja: '控えの文面が、ログに記録されたことと違います。',
    en: 'The words of the receipt are not what the log recorded.',
  },
}

/** Why nothing could be checked, or what does not hold between two checkpoints. */
export const refusalWords: Record<VerifyRefusal, Told> = {
  'not-readable': {
    ja: 'ファイルがないか、読む権限がありません。',
    en: 'There is no such file, or it may not be read.',
  },
  'not-a-receipt': {
    ja: '控えでもチェックポイントでもありません。',
    en: 'This is no receipt and no checkpoint.',
  },
  'no-keys': {
    ja: '--keys には、市の /log/v1/keys の答えを保存したファイルを指定してください。',
    en: '--keys takes a file with what the city answers at /log/v1/keys.',
  },
  'trusted-key-wrong': {
    ja: '--trust の鍵の書き方が正しくありません（名前+番号+鍵）。',
    en: '--trust takes a key as it is written: name+id+key.',
  },
  'one-or-two-files': {
    ja: '控えかチェックポイントを、1つか2つ指定してください。',
    en: 'Give one receipt or checkpoint, or two to compare.',
  },
  'witness-key-wrong': {
    ja: '--witness の鍵の書き方が正しくありません（azukari witness key の出力）。',
    en: '--witness takes a key as azukari witness key prints it: name+id+key.',
  },
  'cosignature-wrong': {
    ja: '立会人の署名が、このチェックポイントのものではありません。あとで変えられています。',
    en: 'A line of a witness is not its cosignature of this checkpoint: one of them was changed.',
  },
  'not-a-checkpoint': { ja: 'チェックポイントではありません。', en: 'This is no checkpoint.' },
  'not-signed-by-a-known-key': {
    ja: 'チェックポイントの署名が、この市の鍵のものではありません。',
    en: 'The checkpoint is not signed by a key of this city.',
  },
  'another-log': { ja: 'ほかのログのチェックポイントです。', en: 'The checkpoint is of another log.' },
  'proof-missing': {
    ja: '2つのチェックポイントの大きさが違います。--proof に、市の /log/v1/consistency の答えを指定してください。',
    en: 'The two checkpoints differ in size: give what the city answers at /log/v1/consistency as --proof.',
  },
  'not-the-same-log': {
    ja: '古いチェックポイントの記録が、新しいほうでは変わっています。この2つを保管し、監督機関か報道に見せてください。',
    en: 'What the older checkpoint covers is changed in the newer one. Keep both, and show them to who supervises the city.',
  },
}
