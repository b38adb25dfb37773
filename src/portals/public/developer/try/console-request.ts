/** One request to the sandbox. The token is no part of it: what is shown, kept or printed is made of this alone. */
export interface ConsoleRequest {
  method: 'GET' | 'POST'
  path: string
  query: readonly (readonly [string, string])[]
  headers: readonly (readonly [string, string])[]
  body?: string
}

export function addressOf({ path, query }: Pick<ConsoleRequest, 'path' | 'query'>): string {
  const written = new URLSearchParams(query.map(([name, value]) => [name, value])).toString()
  return written === '' ? path : `${path}?${written}`
}

/** For a shell: single quotes, so that nothing in between means anything to it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** The token stands in the variable TOKEN. */
export function writeAsCurl(origin: string, request: ConsoleRequest): string {
  const { method, headers, body } = request
  return [
    `curl -sS ${method === 'GET' ? '' : `-X ${method} `}${quoted(`${origin}${addressOf(request)}`)}`,
    `  -H "Authorization: Bearer $TOKEN"`,
    ...headers.map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`  --data ${quoted(body)}`]),
  ].join(' \\\n')
}

export function writeAsTypeScript(origin: string, request: ConsoleRequest): string {
  const { method, headers, body } = request
  const lines = headers.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`)
  return [
    `const answer = await fetch(${JSON.stringify(`${origin}${addressOf(request)}`)}, {`,
    `  method: ${JSON.stringify(method)},`,
    '  headers: {',
    '    authorization: `Bearer ${process.env.TOKEN}`,',
    ...lines,
    '  },',
    ...(body === undefined ? [] : [`  body: ${JSON.stringify(body)},`]),
    '})',
    'console.log(answer.status, await answer.text())',
  ].join('\n')
}
