import type { Act } from '../../../consent/index.ts'
import { appNames, programNames } from '../../../identity/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { defineWords, type View } from '../../ui/index.ts'

/** By what an act came, where it was not the resident's own page: nobody acts for anybody unseen. */
export const byWhatWords = defineWords({
  ja: {
    from: 'どこから',
    card: 'カードの番号で止めるページ',
    counter: '窓口',
    restore: '市が記録を直したとき',
    'time-over': '期限がきたとき',
    app: ({ name }: { name: string }) => `アプリ「${name}」`,
    program: ({ name }: { name: string }) => `市のプログラム「${name}」`,
  },
  'ja-easy': {
    from: 'どこから',
    card: 'カードの {番号|ばんごう}で {止|と}める ページ',
    counter: '{窓口|まどぐち}',
    restore: '{市|し}が {記録|きろく}を なおした とき',
    'time-over': '{期限|きげん}が きた とき',
    app: ({ name }) => `アプリ「${name}」`,
    program: ({ name }) => `{市|し}の プログラム「${name}」`,
  },
  en: {
    from: 'By what',
    card: 'The page that stops by the number of a card',
    counter: 'The counter',
    restore: 'A repair of the records by the city',
    'time-over': 'Its day had come',
    app: ({ name }) => `The app “${name}”`,
    program: ({ name }) => `The city’s program “${name}”`,
  },
})

/** The names of the apps and programs by which these acts came. */
export type NamesOfWhat = ReadonlyMap<string, string>

export async function namesOfWhat(
  tenant: Tenant,
  acts: readonly Pick<Act, 'appId' | 'programId'>[],
): Promise<NamesOfWhat> {
  const apps = await appNames(tenant, distinct(acts.map(({ appId }) => appId)))
  const programs = await programNames(tenant, distinct(acts.map(({ programId }) => programId)))
  return new Map([...apps, ...programs])
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

/** In the reader's language; nothing where they did it on their own page. */
export function byWhat(
  view: View,
  { channel, appId, programId }: Pick<Act, 'channel' | 'appId' | 'programId'>,
  names: NamesOfWhat,
) {
  const say = byWhatWords.in(view)
  const nameOf = (id: string | null) => (id === null ? '?' : (names.get(id) ?? id))
  if (channel === 'app') return say('app', { name: nameOf(appId) })
  // Also a paper that a program has brought and two of the staff have seen.
  if (channel === 'program' || programId !== null) return say('program', { name: nameOf(programId) })
  return channel === 'web' || channel === 'demo-seed' ? undefined : say(channel)
}
