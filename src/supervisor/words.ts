import type { Holder } from '../platform/instance-lock.ts'
import type { Told } from '../platform/start-problem.ts'

/** Somebody one can sign in as: in the demo, a seeded person. */
export interface PersonToBe {
  name: string
  ja: string
  en: string
}

export function alreadyRunning(directory: string, { pid, url }: Holder): Told {
  const where =
    url === '' ? { ja: '（準備中）', en: ' (still starting)' } : { ja: `: ${url}`, en: `: ${url}` }
  return {
    ja: `${directory} ではもう Azukari が動いています（プロセス ${pid}）${where.ja}\n別に動かすときは AZUKARI_DATA と PORT を変えてください。`,
    en: `Azukari already runs on ${directory} (process ${pid})${where.en}\nTo run another one, change AZUKARI_DATA and PORT.`,
  }
}

export function portTaken(port: number): Told {
  return {
    ja: `ポート ${port} は別のプログラムが使っています。それを終了するか、PORT で別の番号を指定してください（例: PORT=${port + 1} ./start）。`,
    en: `Port ${port} is taken by another program. End that one, or choose another with PORT (such as PORT=${port + 1} ./start).`,
  }
}

export function portForbidden(port: number): Told {
  return {
    ja: `ポート ${port} を使う権限がありません。PORT で 1024 以上の番号を指定してください。`,
    en: `Port ${port} is not allowed for this user. Choose one from 1024 up with PORT.`,
  }
}

export const preparing: Told = { ja: 'データベースを用意しています…', en: 'Preparing the databases…' }
export const starting: Told = { ja: 'サービスを起動しています…', en: 'Starting the service…' }

export function stillStarting(waitedMs: number): Told {
  const seconds = Math.round(waitedMs / 1000)
  return {
    ja: `まだ起動しています（${seconds} 秒）。混んでいる機械では時間がかかります。`,
    en: `Still starting (${seconds} s). On a busy machine it takes a while.`,
  }
}

export const ending: Told = { ja: '終了しています…', en: 'Ending…' }
export const ended: Told = { ja: '終了しました。', en: 'Ended.' }

export function serviceDied(waitMs: number): Told {
  return {
    ja: `サービスが止まったので、${waitMs / 1000} 秒後に起動し直します。`,
    en: `The service ended; it is started again in ${waitMs / 1000} s.`,
  }
}

export function clusterDied(name: string, waitMs: number): Told {
  return {
    ja: `データベース ${name} が止まったので、${waitMs / 1000} 秒後に起動し直します。`,
    en: `The database ${name} ended; it is started again in ${waitMs / 1000} s.`,
  }
}

export const serviceDidNotStart: Told = {
  ja: 'サービスが起動しませんでした。上の記録に理由があります。azukari doctor も試してください。',
  en: 'The service did not start. The reason is in the log above; try azukari doctor, too.',
}

export const serviceTooSlow: Told = {
  ja: 'サービスは動いていますが、15 分待っても答えないので、終わらせました。機械が混んでいないかを見て、もう一度起動してください。azukari doctor も試してください。',
  en: 'The service lived but did not answer within 15 minutes, and was ended. See whether the machine is busy, and start again; try azukari doctor, too.',
}

export function ready(url: string, people: readonly PersonToBe[]): Told {
  const list = (language: 'ja' | 'en') => people.map((person) => `    ${person.name} — ${person[language]}`)
  const japanese = people.length === 0 ? [] : ['  だれとしてサインインするか:', ...list('ja')]
  const english = people.length === 0 ? [] : ['  Sign in as one of:', ...list('en')]
  return {
    ja: ['Azukari が動いています。', `  開く: ${url}/`, ...japanese, '  終わるときは Ctrl-C。'].join('\n'),
    en: ['Azukari is running.', `  Open: ${url}/`, ...english, '  Ctrl-C ends it.'].join('\n'),
  }
}
