import type { ComponentChildren } from 'preact'
import { itemCodes, itemOf, purposes, type ItemCode } from '../../../catalog/index.ts'
import type { Sentence } from '../../../kernel/index.ts'
import type { UseTerms } from '../../../review/index.ts'
import { defineWords, sentenceIn, type View } from '../../ui/index.ts'
import type { VendorProfile } from '../../../vendors/index.ts'

/** What kind of company it is, in one word. */
export const kindWords = defineWords({
  ja: {
    pharmacy: '薬局',
    retail: 'お店',
    insurance: '保険会社',
    'health-service': '健康サービス',
    sports: 'スポーツ',
    university: '大学',
  },
  'ja-easy': {
    pharmacy: '{薬局|やっきょく}',
    retail: 'お{店|みせ}',
    insurance: '{保険|ほけん}の {会社|かいしゃ}',
    'health-service': '{健康|けんこう}サービス',
    sports: 'スポーツ',
    university: '{大学|だいがく}',
  },
  en: {
    pharmacy: 'Pharmacy',
    retail: 'Shop',
    insurance: 'Insurance company',
    'health-service': 'Health service',
    sports: 'Sports',
    university: 'University',
  },
})

export function companyName({ locale }: Pick<View, 'locale'>, profile: VendorProfile): string {
  return locale === 'en' ? profile.nameEn : profile.name
}

/** A company that has given no English name for its department is named by the Japanese one. */
export function departmentName({ locale }: Pick<View, 'locale'>, profile: VendorProfile): string {
  return (locale === 'en' ? profile.departmentEn : undefined) ?? profile.department
}

export function companyAndDepartment(view: Pick<View, 'locale'>, profile: VendorProfile): string {
  return `${companyName(view, profile)} ${departmentName(view, profile)}`
}

type Reader = Pick<View, 'locale' | 'ruby'>

export function itemName(view: Reader, item: ItemCode): ComponentChildren {
  return sentenceIn(view, itemOf(item).names)
}

export function itemNames(view: Reader, items: readonly ItemCode[]): ComponentChildren {
  return sentenceIn(view, namesOf(items))
}

/** 「歩数・体重」, 「Steps, Body weight」: each once, in the order of the catalog. */
export function namesOf(items: readonly ItemCode[]): Sentence {
  const names = itemCodes.filter((code) => items.includes(code)).map((code) => itemOf(code).names)
  return {
    ja: names.map(({ ja }) => ja).join('・'),
    jaEasy: names.map(({ jaEasy }) => jaEasy).join('・'),
    en: names.map(({ en }) => en).join(', '),
  }
}

/** 「歩数（7日分）」, 「Steps (7 days)」: each language's own brackets. */
export function withNote(
  { locale }: Pick<View, 'locale'>,
  words: ComponentChildren,
  note: ComponentChildren,
): ComponentChildren {
  return locale === 'en' ? [words, ' (', note, ')'] : [words, '（', note, '）']
}

/** The reviewed title of a use with its purpose in the catalog's word. */
export function titleAndPurpose(view: Reader, terms: UseTerms): ComponentChildren {
  return withNote(view, sentenceIn(view, terms.title), sentenceIn(view, purposes[terms.purpose]))
}
