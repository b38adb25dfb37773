import type { Sentence } from '../kernel/index.ts'
import type { CityName } from '../platform/tenant.ts'
import type { Preferences } from '../residents/index.ts'

/** A mail is as private as a postcard, and easily made up: it says that there is something, not what, and leads nowhere. */
export const mailWords: Readonly<Record<'subject' | 'first' | 'how' | 'contact', Sentence>> = {
  subject: {
    ja: '新しいお知らせがあります',
    jaEasy: '新しい お知らせが あります',
    en: 'There is a new notice for you',
  },
  first: {
    ja: '預けたデータやカードのことで、新しいお知らせがあります。中身は、メールにはのせません。',
    jaEasy: '預けた データや カードの ことで、新しい お知らせが あります。メールには のせません。',
    en: 'There is a new notice about your data or your card. What it says is not written in a mail.',
  },
  how: {
    ja: 'いつもの方法でページを開くと、読めます。このメールから開くところはありません。',
    jaEasy: 'いつもの ように ページを 開くと、読めます。この メールからは 見られません。',
    en: 'You can read it when you open your pages the way you always do. There is nothing to open in this mail.',
  },
  contact: {
    ja: 'わからないときは、お電話ください。',
    jaEasy: 'わからない ときは、電話して ください。',
    en: 'If anything is unclear, please call.',
  },
}

export function mailAbout({ name, contact }: CityName, locale: Preferences['locale']) {
  const say = (sentence: Sentence) => inLanguage(sentence, locale)
  const inTwo = ({ ja, en }: { ja: string; en: string }) => (locale === 'en' ? en : ja)
  const { subject, first, how, contact: call } = mailWords
  const lines = [say(first), say(how), say(call)]
  const from = [inTwo(name), `${inTwo(contact.name)} ${contact.phone}`, inTwo(contact.hours)]
  return { subject: say(subject), text: `${lines.join('\n')}\n\n${from.join('\n')}\n` }
}

/** In one message of seventy letters, where the names of the city are not long. */
const textWords: Sentence = {
  ja: '新しいお知らせがあります。いつもの方法でページを開くと、読めます。',
  jaEasy: '新しい お知らせが あります。いつもの ように ページを 開いて ください。',
  en: 'There is a new notice for you. Open your pages the way you always do.',
}

/** As a mail: that there is something, not what, and it leads nowhere. */
export function textAbout({ name, contact }: CityName, locale: Preferences['locale']): string {
  return `${locale === 'en' ? name.en : name.ja}: ${inLanguage(textWords, locale)} ${contact.phone}`
}

function inLanguage({ ja, jaEasy, en }: Sentence, locale: Preferences['locale']): string {
  return { ja, 'ja-easy': jaEasy, en }[locale]
}
