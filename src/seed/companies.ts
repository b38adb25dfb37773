import { yenOf } from '../kernel/index.ts'
import { useTermsSchema, type UseId, type UseTerms } from '../review/index.ts'
import { vendorProfileSchema, type VendorId, type VendorProfile } from '../vendors/index.ts'

export interface SeededCompany {
  vendorId: VendorId
  clientId: string
  profile: VendorProfile
  uses: { useId: UseId; terms: UseTerms }[]
}

/** Two companies of the fictional city. Ids are fixed, so that examples and documentation can name them. */
export const companies: readonly SeededCompany[] = [
  {
    vendorId: '5a1e0000-0000-4000-8000-000000000001' as VendorId,
    clientId: 'midori-pharmacy',
    profile: vendorProfileSchema.parse({
      name: 'みどり薬局',
      nameEn: 'Midori Pharmacy',
      kind: 'pharmacy',
      address: 'あおば野市みどり町1-2-3',
      representative: '緑川 茂',
      department: '健康サポート係',
      departmentEn: 'Health support',
      phone: '048-000-0101',
      certificate: 'プライバシーマーク（見本）',
    }),
    uses: [
      {
        useId: '5a1e0000-0000-4000-8000-000000000011' as UseId,
        terms: useTermsSchema.parse({
          title: {
            ja: '歩数と体重による健康づくりの助言',
            jaEasy: 'あるく かずと たいじゅうの アドバイス',
            en: 'Health advice from steps and weight',
          },
          purpose: 'health-advice',
          explanation: {
            ja: '薬剤師が、あなたの「使ってよい」データを見て、毎月の助言をお送りします。',
            jaEasy: '薬局の ひとが、あなたの「使って よい」データを 見ます。毎月 アドバイスを 送ります。',
            en: 'A pharmacist looks at the data you have allowed and sends monthly advice.',
          },
          items: [
            'activity.steps',
            'body.weight',
            'heart.rate',
            'blood.pressure-systolic',
            'blood.pressure-diastolic',
            'medical.medication',
          ],
          periodMonths: 12,
          retentionDays: 365,
          benefit: {
            ja: '毎月の助言と、健康相談1回（無料）',
            jaEasy: '毎月の アドバイスと、むりょうの 健康相談 1回',
            en: 'Monthly advice, and one health consultation free of charge',
          },
          benefitYen: null,
          risk: {
            ja: '体調や生活のようすが、薬局に推しはかられることがあります。',
            jaEasy: 'からだや せいかつの ようすが、薬局に わかる ことが あります。',
            en: 'The pharmacy may draw conclusions about your health and daily life.',
          },
          afterStopping: {
            ja: 'お渡しした分は、薬局に消すよう頼めます。法律で保存が決まっている記録は残ります。',
            jaEasy:
              'わたした ぶんは、薬局に 消すように たのめます。ほうりつで 決まって いる 記録は 残ります。',
            en: 'You can ask the pharmacy to delete what it received. Records that must be kept by law remain.',
          },
          countries: [],
          subcontractors: ['あおばデータ処理株式会社'],
          couldRecognise: true,
          frequency: 'as-needed',
          reasons: [
            {
              code: 'monthly-advice',
              sentence: {
                ja: '毎月の助言をつくるため',
                jaEasy: '毎月の アドバイスを つくる ため',
                en: 'To prepare the monthly advice',
              },
            },
            {
              code: 'consultation',
              sentence: {
                ja: 'ご予約の健康相談の準備のため',
                jaEasy: '予約した 健康相談の 準備の ため',
                en: 'To prepare the consultation you booked',
              },
            },
          ],
        }),
      },
    ],
  },
  {
    vendorId: '5a1e0000-0000-4000-8000-000000000002' as VendorId,
    clientId: 'hidamari-market',
    profile: vendorProfileSchema.parse({
      name: 'ひだまりマーケット',
      nameEn: 'Hidamari Market',
      kind: 'retail',
      address: 'あおば野市ひだまり台4-5-6',
      representative: '日向 葵',
      department: 'お客さま係',
      departmentEn: 'Customer care',
      phone: '048-000-0202',
      certificate: null,
    }),
    uses: [
      {
        useId: '5a1e0000-0000-4000-8000-000000000021' as UseId,
        terms: useTermsSchema.parse({
          title: {
            ja: '活動量に合わせた食品のご提案',
            jaEasy: 'うごいた りょうに あう たべものの しょうかい',
            en: 'Food that suits your activity',
          },
          purpose: 'product-proposal',
          explanation: {
            ja: '活動量と睡眠に合わせて、食品とレシピをご提案します。',
            jaEasy: 'うごいた りょうと ねむりに あわせて、たべものと レシピを しょうかいします。',
            en: 'We propose food and recipes that suit your activity and sleep.',
          },
          items: ['activity.steps', 'activity.active-energy', 'sleep.stage'],
          periodMonths: 6,
          retentionDays: 90,
          benefit: {
            ja: '毎月300円分のポイント',
            jaEasy: '毎月 300円分の ポイント',
            en: 'Points worth 300 yen a month',
          },
          benefitYen: yenOf(300),
          risk: {
            ja: '生活の時間帯が、お店に推しはかられることがあります。',
            jaEasy: 'せいかつの じかんが、お店に わかる ことが あります。',
            en: 'The shop may draw conclusions about when you are at home or asleep.',
          },
          afterStopping: {
            ja: 'お渡しした分は、お店に消すよう頼めます。',
            jaEasy: 'わたした ぶんは、お店に 消すように たのめます。',
            en: 'You can ask the shop to delete what it received.',
          },
          countries: [],
          subcontractors: [],
          couldRecognise: true,
          frequency: 'as-needed',
          reasons: [
            {
              code: 'weekly-proposal',
              sentence: {
                ja: '今週のご提案をつくるため',
                jaEasy: '今週の しょうかいを つくる ため',
                en: 'To prepare this week’s proposals',
              },
            },
          ],
        }),
      },
    ],
  },
]
