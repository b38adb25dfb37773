import type { Field } from './fields.ts'
import { type Kind } from './kind.ts'
import { fileOf, kinds } from './kinds.ts'
import { formatVersion, manifestFile, noteFile } from './manifest.ts'

/** docs/export-format.md, from the table of kinds. */
export function formatDocument(): string {
  return [
    '<!-- Written by npm run docs from src/portability; do not edit. -->',
    '# 書き出しの形式 · Format of an export',
    `\`azukari export\` が書くもの、\`azukari import-all\` が読むもの。形式 **${String(formatVersion)}**。データベースやその版にはよりません。`,
    `_What \`azukari export\` writes and \`azukari import-all\` reads: format **${String(formatVersion)}**. It depends on no database and no version of one. A kind or a field that is added, changed or taken away counts the number up._`,
    '## フォルダー · The folder',
    `- \`${manifestFile}\`: the manifest (目録), JSON. \`format\` is \`azukari-export\`, \`version\` the number above; \`purpose\` is \`move\` or \`copy\`; \`log\` names the key that signs the city's transparency log and the newest checkpoint in it; \`files\` lists every file with its \`lines\`, its \`bytes\`, and its \`sha256\` (hex) as it lies there.`,
    `- \`${noteFile}\`: a [signed note](https://c2sp.org/signed-note) by \`log.key\`. Its text is \`azukari export\`, a line break, the SHA-256 of ${manifestFile} in hex, and a line break.`,
    '- One file for each kind below, also where it has no line.',
    'Each file is newline-delimited JSON in UTF-8, packed with zstd and encrypted with [age](https://age-encryption.org):',
    '```sh\nage -d -i identity.txt grants.ndjson.zst.age | zstd -d | jq .\n```',
    '## 行 · The lines',
    'One JSON object a line, every field in it, in the order below; the lines in the order of the fields that are **bold**, which together are never the same twice (texts by their bytes). Whoever reads an unknown field or misses one reads another format.',
    '- **Sealed** fields stand opened: `{"open": …}`. Where the key that opens one was destroyed, by an erasure, it stands as it was, and nobody can open it: `{"erased": "…"}`. A reader keeps it so.',
    '- **Positions** tell what happened before what, over all kinds; 0 is before everything.',
    '- Keys stand in clear. With those of residents, records and leaves can be held against each other (`src/proof/README.md`). Who reads an export can read everything in it.',
    '- Of `secrets`, those of the log (`log-signing/…`) have lines only in a `move`: two installations must never sign one log.',
    ...kinds.map(describe),
    '',
  ].join('\n\n')
}

function describe(kind: Kind): string {
  const rows = Object.entries(kind.fields).map(
    ([name, field]) => `| ${kind.key.includes(name) ? `**${name}**` : name} | ${written(field)} |`,
  )
  return [
    `### ${kind.name}`,
    `\`${fileOf(kind)}\`: ${kind.about}.`,
    ['| field | value |', '| --- | --- |', ...rows].join('\n'),
  ].join('\n\n')
}

function written({ type, nullable, sealed }: Field): string {
  const value = sealed ? `sealed under the ${sealed.key} key: ${type.written}` : type.written
  return nullable ? `${value}; or null` : value
}
