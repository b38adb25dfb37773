import type { Sentence } from '../kernel/index.ts'

/**
 * How sensitive an item is. G0 open, P1 personal, P2 behaviour, H1 self-measured,
 * H2 check-up or examination, H3 medical. H2 and H3 are 要配慮個人情報: asked one by one, never bundled.
 */
type Tier = 'G0' | 'P1' | 'P2' | 'H1' | 'H2' | 'H3'

/**
 * How the samples of an item combine within a day.
 * - `sum`: amounts over intervals (steps). Overlapping sources must not be added up.
 * - `level`: a measurement at a moment (weight).
 * - `span`: a state that lasts (asleep); the value is a code, the length is what counts.
 * - `document`: a text kept whole (a route, a prescription).
 */
export type Shape = 'sum' | 'level' | 'span' | 'document'

export interface Item {
  names: Sentence
  tier: Tier
  shape: Shape
  /** UCUM code of the one unit in which values are kept; `1` for counts and codes. */
  unit: string
  /** Values outside are refused as implausible at the door; null for spans and documents. */
  plausible: { min: number; max: number } | null
  /** Whose data it is; a household's meter never counts as several persons. */
  concerns: 'person' | 'household' | 'others'
  /** Left out of an import unless the resident picks it by name. */
  leftOutUnlessChosen: boolean
}

type Measured = Pick<Item, 'tier' | 'shape' | 'unit'> & { min: number; max: number }

function measured(names: [string, string, string], { tier, shape, unit, min, max }: Measured): Item {
  const [ja, jaEasy, en] = names
  return {
    names: { ja, jaEasy, en },
    tier,
    shape,
    unit,
    plausible: { min, max },
    concerns: 'person',
    leftOutUnlessChosen: false,
  }
}

function careful(names: [string, string, string], tier: Tier, shape: 'span' | 'document'): Item {
  const [ja, jaEasy, en] = names
  return {
    names: { ja, jaEasy, en },
    tier,
    shape,
    unit: '1',
    plausible: null,
    concerns: 'person',
    leftOutUnlessChosen: true,
  }
}

const h1 = 'H1' as const

/** Every kind of data the city keeps. One line here, one word in each language: that is a new item. */
export const items = {
  'activity.steps': measured(['歩数', 'あるいた かず', 'Steps'], {
    tier: h1,
    shape: 'sum',
    unit: '1',
    min: 0,
    max: 200_000,
  }),
  'activity.distance': measured(['歩いた・走った距離', 'あるいた きょり', 'Walking and running distance'], {
    tier: h1,
    shape: 'sum',
    unit: 'm',
    min: 0,
    max: 500_000,
  }),
  'activity.flights': measured(['上った階数', 'のぼった かいだん', 'Flights climbed'], {
    tier: h1,
    shape: 'sum',
    unit: '1',
    min: 0,
    max: 2_000,
  }),
  'activity.active-energy': measured(
    ['動いて使ったエネルギー', 'うごいて つかった エネルギー', 'Active energy'],
    {
      tier: h1,
      shape: 'sum',
      unit: 'kcal',
      min: 0,
      max: 30_000,
    },
  ),
  'activity.exercise-time': measured(['運動した時間', 'うんどうした じかん', 'Exercise time'], {
    tier: h1,
    shape: 'sum',
    unit: 'min',
    min: 0,
    max: 1_440,
  }),
  'body.weight': measured(['体重', 'たいじゅう', 'Body weight'], {
    tier: h1,
    shape: 'level',
    unit: 'kg',
    min: 0.3,
    max: 500,
  }),
  'body.height': measured(['身長', 'しんちょう', 'Height'], {
    tier: h1,
    shape: 'level',
    unit: 'cm',
    min: 20,
    max: 280,
  }),
  'body.fat': measured(['体脂肪率', 'からだの しぼうの わりあい', 'Body fat'], {
    tier: h1,
    shape: 'level',
    unit: '%',
    min: 1,
    max: 80,
  }),
  'body.mass-index': measured(['BMI', 'ふとりぐあい（BMI）', 'Body mass index'], {
    tier: h1,
    shape: 'level',
    unit: 'kg/m2',
    min: 5,
    max: 150,
  }),
  'body.temperature': measured(['体温', 'たいおん', 'Body temperature'], {
    tier: h1,
    shape: 'level',
    unit: 'Cel',
    min: 25,
    max: 45,
  }),
  'heart.rate': measured(['心拍数', 'しんぞうの はやさ', 'Heart rate'], {
    tier: h1,
    shape: 'level',
    unit: '/min',
    min: 20,
    max: 300,
  }),
  'heart.resting-rate': measured(
    ['安静時の心拍数', 'しずかに して いる ときの しんぞうの はやさ', 'Resting heart rate'],
    { tier: h1, shape: 'level', unit: '/min', min: 20, max: 200 },
  ),
  'blood.pressure-systolic': measured(['血圧（上）', 'けつあつ（うえ）', 'Systolic blood pressure'], {
    tier: h1,
    shape: 'level',
    unit: 'mm[Hg]',
    min: 40,
    max: 300,
  }),
  'blood.pressure-diastolic': measured(['血圧（下）', 'けつあつ（した）', 'Diastolic blood pressure'], {
    tier: h1,
    shape: 'level',
    unit: 'mm[Hg]',
    min: 20,
    max: 200,
  }),
  'blood.oxygen': measured(['血中酸素', 'ちの さんそ', 'Oxygen saturation'], {
    tier: h1,
    shape: 'level',
    unit: '%',
    min: 40,
    max: 100,
  }),
  'blood.glucose': measured(['血糖値', 'けっとうち', 'Blood glucose'], {
    tier: h1,
    shape: 'level',
    unit: 'mg/dL',
    min: 10,
    max: 1_500,
  }),
  'breath.rate': measured(['呼吸数', 'いきの かず', 'Respiratory rate'], {
    tier: h1,
    shape: 'level',
    unit: '/min',
    min: 3,
    max: 100,
  }),
  'gait.speed': measured(['歩く速さ', 'あるく はやさ', 'Walking speed'], {
    tier: h1,
    shape: 'level',
    unit: 'm/s',
    min: 0,
    max: 10,
  }),
  'gait.step-length': measured(['歩幅', 'ほはば', 'Step length'], {
    tier: h1,
    shape: 'level',
    unit: 'm',
    min: 0,
    max: 3,
  }),
  'gait.asymmetry': measured(['歩きの左右差', 'みぎと ひだりの ちがい', 'Walking asymmetry'], {
    tier: h1,
    shape: 'level',
    unit: '%',
    min: 0,
    max: 100,
  }),
  'gait.double-support': measured(['両足がつく割合', 'りょうあしが つく わりあい', 'Double support time'], {
    tier: h1,
    shape: 'level',
    unit: '%',
    min: 0,
    max: 100,
  }),
  'sleep.stage': {
    ...careful(['睡眠', 'すいみん', 'Sleep'], 'H1', 'span'),
    leftOutUnlessChosen: false,
  },
  'reproductive.cycle': careful(
    ['月経などの記録', 'せいりなどの きろく', 'Reproductive health'],
    'H3',
    'span',
  ),
  'location.route': careful(
    ['運動した道すじ（位置）', 'うんどうした みち（ばしょ）', 'Workout routes'],
    'P2',
    'document',
  ),
  'heart.electrocardiogram': careful(['心電図', 'しんでんず', 'Electrocardiograms'], 'H2', 'document'),
  'medical.clinical-record': careful(
    ['診療の記録', 'びょういんの きろく', 'Clinical records'],
    'H3',
    'document',
  ),
  'medical.medication': careful(['薬の記録', 'くすりの きろく', 'Medication'], 'H3', 'document'),
} as const satisfies Record<string, Item>

export type ItemCode = keyof typeof items

export const itemCodes = Object.keys(items) as ItemCode[]

/** Throws on an unknown code: codes are parsed where they enter, so an unknown one here is our mistake. */
export function itemOf(code: ItemCode): Item {
  return items[code]
}

/** 要配慮個人情報 and its kin: asked on a page of its own, never bundled with another item. */
export function isSensitive(code: ItemCode): boolean {
  const { tier } = itemOf(code)
  return tier === 'H2' || tier === 'H3'
}
