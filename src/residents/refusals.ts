import { defineRefusals, type RefusalWords } from '../kernel/index.ts'

function typed(ja: string, jaEasy: string, en: string): RefusalWords {
  return { status: 422, ja, jaEasy, en }
}

/** Every no to what was typed about a person, with how to mend it. */
export const residentRefusals = defineRefusals({
  'no-name': typed('名前を入れてください。', '名前を 入れて ください。', 'Enter the name.'),
  'name-too-long': typed(
    '名前は80字までです。',
    '名前は 80字までです。',
    'A name has at most 80 characters.',
  ),
  'private-character': typed(
    'この市だけの文字（外字）は使えません。ふつうの文字か、文字情報基盤（MJ）の文字で入れてください。',
    'ほかの きかいで 読めない もじが あります。ふつうの もじか、MJの もじで 入れて ください。',
    'A character exists in one system only (gaiji). Use a standard character or one of the MJ collection.',
  ),
  'wrong-character': typed(
    '使えない文字があります。入れなおしてください。',
    '使えない もじが あります。もう一度 入れて ください。',
    'There is a character that cannot be used. Please enter it again.',
  ),
  'no-kana': typed('ふりがなを入れてください。', 'ふりがなを 入れて ください。', 'Enter the name in kana.'),
  'kana-too-long': typed(
    'ふりがなは120字までです。',
    'ふりがなは 120字までです。',
    'A name in kana has at most 120 characters.',
  ),
  'not-kana': typed(
    'ふりがなは、かなだけで入れてください。',
    'ふりがなは、かなだけで 入れて ください。',
    'Use kana only, with ・ or ー where they belong.',
  ),
  'no-birth-date': typed(
    '生年月日を入れてください。たとえば、1946年5月2日か、S21.5.2のように入れます。',
    'うまれた ひを 入れて ください。たとえば 1946-5-2、S21.5.2です。',
    'Enter the date of birth, for example 1946-5-2 or S21.5.2.',
  ),
  'no-such-day': typed(
    'このような日はありません。もう一度、入れてください。',
    'この ひは ありません。もう一度 入れて ください。',
    'There is no such day.',
  ),
  'day-to-come': typed('まだ来ていない日です。', 'まだ きて いない ひです。', 'This day is still to come.'),
  'too-young': typed(
    'この年齢の人は、まだ参加できません。1人で参加できる年齢になってから、手続きをしてください。',
    'まだ 参加できない としです。1人で 参加できる としに なったら、手続きが できます。',
    'At this age nobody takes part yet. They can join once they are old enough to do so by themselves.',
  ),
  'bad-postal-code': typed(
    '住所には、郵便番号が必要です。数字7つで入れてください。',
    '住所には ゆうびん番号が いります。数字 7つで 入れて ください。',
    'An address needs its postal code, which has 7 figures.',
  ),
  'bad-municipality': typed(
    '住所には、市町村の番号が必要です。6つの数字を、確かめてください。',
    '住所には まちの 番号が いります。数字は 6つです。',
    'An address needs the code of its municipality. Please check its 6 figures.',
  ),
  'bad-town': typed(
    '町字の番号は、数字7つで入れてください。',
    'まちの なかの 番号は、数字 7つで 入れて ください。',
    'A town code has 7 figures.',
  ),
  'no-address': typed('住所を入れてください。', '住所を 入れて ください。', 'Enter the address.'),
  'address-too-long': typed(
    '住所は200字までです。',
    '住所は 200字までです。',
    'An address has at most 200 characters.',
  ),
  'bad-phone': typed(
    '電話番号を、市外局番から入れてください。',
    '電話番号を、はじめの 0から 入れて ください。',
    'Enter the telephone number with its area code.',
  ),
  'bad-text-number': typed(
    '070・080・090で始まる、日本の携帯電話の番号を入れてください。',
    '070・080・090で はじまる 番号を 入れて ください。',
    'Please enter a mobile number of Japan that begins with 070, 080 or 090.',
  ),
  'no-email': typed(
    'メールアドレスを入れてください。',
    'メールアドレスを 入れて ください。',
    'Enter the e-mail address.',
  ),
  'bad-email': typed(
    'メールアドレスに、まちがいがあります。',
    'メールアドレスが ちがいます。',
    'This is no e-mail address.',
  ),
})
