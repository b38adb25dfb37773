import { defineWords } from '../../ui/index.ts'

export const documentWords = defineWords({
  ja: {
    showFirst: '本人の書類を確かめる',
    seen: '見た書類',
    seenHint: '書類の番号は、書かないでください。どこにも残しません。',
    'my-number-card': 'マイナンバーカード',
    'driving-licence': '運転免許証',
    'residence-card': '在留カード',
    passport: 'パスポート',
    'two-without-photo': '写真のない書類を2つ',
  },
  'ja-easy': {
    showFirst: '{書類|しょるい}を たしかめる',
    seen: '{見|み}た {書類|しょるい}',
    seenHint: '{書類|しょるい}の {番号|ばんごう}は {書|か}かないで ください。',
    'my-number-card': 'マイナンバーカード',
    'driving-licence': '{運転免許証|うんてんめんきょしょう}',
    'residence-card': '{在留|ざいりゅう}カード',
    passport: 'パスポート',
    'two-without-photo': '{写真|しゃしん}の ない {書類|しょるい}を 2つ',
  },
  en: {
    showFirst: 'Check their document',
    seen: 'The document you have seen',
    seenHint: 'Do not write down its number. It is kept nowhere.',
    'my-number-card': 'My Number Card',
    'driving-licence': 'Driving licence',
    'residence-card': 'Residence card',
    passport: 'Passport',
    'two-without-photo': 'Two documents without a photograph (2)',
  },
})
