import type { Words } from './variable.ts'

/** Read by the checks, never by the service. */
export const variablesOfTheChecks: Record<string, Words> = {
  AZUKARI_SAMPLES: {
    ja: '実物の見本ファイルのフォルダー（既定 ../shared/samples）。なければその検査は飛ばされます',
    en: 'Folder of real sample files (default ../shared/samples); tests that need them are skipped without it',
  },
  AZUKARI_FULL: {
    ja: '1 のとき、長い検査もすべて行います（./check --full）',
    en: '1 runs the long tests too (./check --full)',
  },
  AZUKARI_TEST_POSTGRES: {
    ja: '15 のとき、検査に Debian の PostgreSQL 15 を使います',
    en: '15 runs the tests on Debian’s PostgreSQL 15',
  },
  AZUKARI_SOAK_SECONDS: {
    ja: '長く動かす検査の秒数（既定 ./check --full で 600、ほかは 0）',
    en: 'Seconds of the soak (600 in ./check --full, otherwise 0)',
  },
  AZUKARI_SEED: {
    ja: '何をいつ止めるかを選ぶもとの数。検査が印刷した数で、同じ選び方をくり返します（test/journeys/killed-at-random.test.ts）',
    en: 'Number from which it is chosen what is killed when; the printed one makes the same choices again (test/journeys/killed-at-random.test.ts)',
  },
  AZUKARI_PAGE: {
    ja: 'アドレスにこれを含むページだけを見ます（test/browser/every-page.test.ts）',
    en: 'Looks only at pages with this in their address (test/browser/every-page.test.ts)',
  },
  AZUKARI_RECORD: {
    ja: '1 のとき、ページの絵を記録しなおします（npm run pictures）',
    en: '1 records the pictures of pages anew (npm run pictures)',
  },
}
