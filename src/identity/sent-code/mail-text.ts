import type { Sentence } from '../../kernel/index.ts'
import type { Mail } from '../../platform/mail/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { groupedCode, type EmailCode } from './code.ts'
import {
  askedFor,
  formerAddressWords,
  inLocale,
  knownAddressWords,
  mailWords,
  mergedInErrorWords,
  mergedWords,
  textWords,
  type Locale,
} from './mail-words.ts'
import type { CodePurpose } from './rules.ts'

type Letter = Pick<Mail, 'subject' | 'text'>

/** Who sends a code, what for, how long it is good, and what to do if it was not you. There is no link in it. */
export function codeMail(
  { city }: Pick<Tenant, 'city'>,
  { purpose, code, locale }: { purpose: CodePurpose; code: EmailCode; locale: Locale },
): Letter {
  const { howLong, tellNobody, notYou } = mailWords
  const lines = [groupedCode(code), ...[howLong, tellNobody, notYou].map((words) => inLocale(words, locale))]
  return letterOf(city, mailWords.subject, [inLocale(askedFor[purpose], locale), ...lines], locale)
}

export function codeText({ city }: Pick<Tenant, 'city'>, code: EmailCode, locale: Locale): string {
  const words = `${inLocale(askedFor['text-number'], locale)} ${groupedCode(code)} ${inLocale(textWords.code, locale)}`
  return textOf(city, words, locale)
}

/** As of an address: not what the number is now. */
export function formerNumberText({ city }: Pick<Tenant, 'city'>, locale: Locale): string {
  return textOf(city, `${inLocale(textWords.former, locale)} ${city.contact.phone}`, locale)
}

function textOf({ name }: Tenant['city'], words: string, locale: Locale): string {
  return `${locale === 'en' ? name.en : name.ja}: ${words}`
}

/** It does not say what the address is now: whoever reads this mailbox may be why it was changed. */
export function formerAddressMail({ city }: Pick<Tenant, 'city'>, locale: Locale): Letter {
  const { subject, changed, notYou } = formerAddressWords
  return letterOf(
    city,
    subject,
    [changed, notYou].map((words) => inLocale(words, locale)),
    locale,
  )
}

/** The entry that this mailbox signed in to was merged into another one. It says nothing of that one. */
export function mergedMail({ city }: Pick<Tenant, 'city'>, locale: Locale): Letter {
  const { subject, merged, notYou } = mergedWords
  return letterOf(
    city,
    subject,
    [merged, notYou].map((words) => inLocale(words, locale)),
    locale,
  )
}

/** The entry that this mailbox is known of stands by itself again. */
export function mergedInErrorMail({ city }: Pick<Tenant, 'city'>, locale: Locale): Letter {
  const { subject, putRight, comeForCard } = mergedInErrorWords
  return letterOf(
    city,
    subject,
    [putRight, comeForCard].map((words) => inLocale(words, locale)),
    locale,
  )
}

/** Somebody wants to join with an address by which a resident signs in already: that resident, or somebody else. */
export function knownMail({ city }: Pick<Tenant, 'city'>, locale: Locale): Letter {
  const { subject, known, signIn, notYou } = knownAddressWords
  return letterOf(
    city,
    subject,
    [known, signIn, notYou].map((words) => inLocale(words, locale)),
    locale,
  )
}

function letterOf(
  { name, contact }: Tenant['city'],
  subject: Sentence,
  paragraphs: readonly string[],
  locale: Locale,
): Letter {
  const language = locale === 'en' ? 'en' : 'ja'
  const office = `${contact.name[language]} ${contact.phone} (${contact.hours[language]})`
  return {
    subject: `${name[language]}: ${inLocale(subject, locale)}`,
    text: [name[language], ...paragraphs, office].join('\n\n'),
  }
}
