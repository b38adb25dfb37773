import { variablesOfTheChecks } from './variables-of-checks.ts'
import type { Variable } from './variable.ts'
import { variables } from './variables.ts'

/** docs/configuration.md, written from the table so that it cannot be out of date. */
export function configurationDocument(): string {
  const rows = Object.entries<Variable<unknown>>(variables).map(([name, variable]) =>
    row([
      `\`${name}\``,
      `${variable.meaning.ja}<br>${variable.meaning.en}`,
      `${variable.expected.ja}<br>${variable.expected.en}`,
      both(variable.unit),
      variable.default === undefined ? '—' : `\`${variable.default}\``,
    ]),
  )
  const tools = Object.entries(variablesOfTheChecks).map(([name, words]) =>
    row([`\`${name}\``, `${words.ja}<br>${words.en}`]),
  )
  return [
    '# 設定 · Configuration',
    '<!-- Written by npm run docs from src/platform/config/variables.ts. Do not edit. -->',
    '設定は環境変数で行います。間違いは起動時にまとめて表示され、直すまで起動しません。秘密の値に既定値はありません。\nSettings are environment variables. Everything that is wrong is listed at start, and nothing starts until it is put right. No secret has a default.',
    [
      row(['変数 · Variable', '意味 · Meaning', '値 · Value', '単位 · Unit', '既定 · Default']),
      divider(5),
      ...rows,
    ].join('\n'),
    '## 検査のための変数 · Variables of the checks',
    [row(['変数 · Variable', '意味 · Meaning']), divider(2), ...tools].join('\n'),
    '## production で必要なもの · Required in production',
    '`DATABASE_URL`・`AZUKARI_KEYSTORE_URL`（別のサーバー · another server）・`AZUKARI_CITY_KEYS`・`AZUKARI_PUBLIC_URL`（https）・`AZUKARI_TENANTS`。`AZUKARI_DEMO_*` が1つでもあると起動しません · any `AZUKARI_DEMO_*` keeps it from starting.',
    '## 回数の制限 · Rate limits',
    '回数の制限はプロセスごとに数えます。サービスを N 個のプロセスで動かすと、合わせて最大 N 倍まで通ります。\nRate limits are counted by each process for itself: N processes of the service let through up to N times as many requests together.',
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n')
}

function both({ ja, en }: { ja: string; en: string }): string {
  return ja === en ? ja : `${ja}<br>${en}`
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function divider(columns: number): string {
  return row(Array.from({ length: columns }, () => '---'))
}
