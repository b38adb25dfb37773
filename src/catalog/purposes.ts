import type { Sentence } from '../kernel/index.ts'

/** What data may be used for. A use names exactly one purpose; what is not in this list cannot be asked for. */
export const purposes = {
  'health-advice': {
    ja: '健康づくりの助言',
    jaEasy: 'けんこうの アドバイス',
    en: 'Health advice',
  },
  'product-proposal': {
    ja: '商品やサービスのご提案',
    jaEasy: 'しょうひんや サービスの しょうかい',
    en: 'Offers of products and services',
  },
  'service-improvement': {
    ja: 'サービスの改善',
    jaEasy: 'サービスを よくする',
    en: 'Improvement of services',
  },
  research: {
    ja: '大学などの研究',
    jaEasy: 'だいがくなどの けんきゅう',
    en: 'Research by universities and others',
  },
} as const satisfies Record<string, Sentence>

type PurposeCode = keyof typeof purposes
export const purposeCodes = Object.keys(purposes) as PurposeCode[]
