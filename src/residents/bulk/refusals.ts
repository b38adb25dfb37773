import { defineRefusals, type RefusalWords } from '../../kernel/index.ts'

function ofFile(ja: string, jaEasy: string, en: string): RefusalWords {
  return { status: 422, ja, jaEasy, en }
}

/** Why a file is not taken, or a line of one is left out. */
export const bulkRefusals = defineRefusals({
  'unknown-column': ofFile(
    '知らない項目があります。はじめにある項目の名前を、APIの説明のとおりにしてください。',
    'わからない れつが あります。はじめに ある れつの 名前を たしかめて ください。',
    'There is a column that is not known. Name the columns, before the people, as the API describes.',
  ),
  'column-twice': ofFile('同じ項目が2つあります。', '同じ れつが 2つ あります。', 'A column is there twice.'),
  'column-missing': ofFile(
    '名前、カナ、生年月日の項目が必要です。',
    '名前、カナ、たんじょうびが いります。',
    'The columns name, kana and birth date are needed.',
  ),
  'not-text': ofFile(
    'この文字コードでは読めません。UTF-8か、charset=shift_jis を付けたShift_JISで送ってください。',
    '文字が 読めません。UTF-8で 送って ください。',
    'The text cannot be read. Send UTF-8, or Shift_JIS with charset=shift_jis.',
  ),
  'too-many-lines': ofFile(
    '1つのファイルは、100,000件までです。',
    '1つの ファイルは 100,000件 まで です。',
    'A file has at most 100,000 lines.',
  ),
  'empty-file': ofFile('1人もいません。', 'だれも いません。', 'There is nobody in it.'),
  'no-space': {
    status: 507,
    ja: '場所が足りません。市の管理者に知らせてください。',
    jaEasy: 'ファイルを おく 場所が ありません。',
    en: 'There is no room for the file. Please tell the operator.',
  },
  'too-many-loads': {
    status: 409,
    ja: 'まだ終わっていないファイルが多すぎます。終わってから送ってください。',
    jaEasy: 'ファイルが 多すぎます。すこし まって ください。',
    en: 'Too many files are being worked off. Send it when they are done.',
  },
  'unknown-load': {
    status: 404,
    ja: 'このファイルはありません。',
    jaEasy: 'この ファイルは ありません。',
    en: 'There is no such load.',
  },
  'not-a-line': ofFile(
    'ここの形式が正しくありません。',
    'ここに まちがいが あります。',
    'This line is not in the expected form.',
  ),
  'line-too-long': ofFile(
    'ここは、文字が多すぎます。',
    'ここは、文字が 多すぎます。',
    'This line is too long.',
  ),
  'twice-in-file': ofFile(
    '同じカナと生年月日が、前にもあります。ほかのだれかのときは、窓口で登録してください。',
    '同じ 名前と たんじょうびが 前にも あります。',
    'Somebody of the same kana and birth date stands in a line before. If it is another person, take them in at the counter.',
  ),
  'known-already': ofFile(
    '同じカナと生年月日の住民が、もう登録されています。ほかのだれかのときは、窓口で登録してください。',
    '同じ 名前と たんじょうびの 住民が もう います。',
    'Somebody of the same kana and birth date is registered already. If it is another person, take them in at the counter.',
  ),
})
