import { itemOf, type ItemCode } from '../../../catalog/index.ts'
import { sentenceIn, type View } from '../../ui/index.ts'
import { defineWords } from '../../ui/index.ts'
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

export function itemName(view: Pick<View, 'locale'>, item: ItemCode): string {
  return sentenceIn(view, itemOf(item).names)
}

/** 「歩数・体重」, 「Steps, Body weight」. */
export function itemNames(view: Pick<View, 'locale'>, items: readonly ItemCode[]): string {
  return items.map((item) => itemName(view, item)).join(view.locale === 'en' ? ', ' : '・')
}
