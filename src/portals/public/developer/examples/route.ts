import { z } from 'zod'
import { answerRefusal, httpRefusals, type App } from '../../../../platform/http/index.ts'
import { paths } from '../../../paths.ts'
import { readExamples } from './examples.ts'

const params = z.object({ name: z.string().max(40) })

/** The examples and the specification as files. A name that is not on the list is none, whatever lies on the disk. */
export function addExampleFiles(pages: App): void {
  pages.get(paths.developerOpenApi, { config: { file: true } }, (request, reply) =>
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="openapi.json"')
      .send(JSON.stringify(request.server.swagger(), null, 2)),
  )

  const examples = readExamples()
  const options = { schema: { params }, config: { file: true } } as const
  pages.get(paths.developerExample(':name'), options, (request, reply) => {
    const example = examples.get(request.params.name)
    if (!example) return answerRefusal(request, reply, { because: 'not-found' }, httpRefusals)
    return reply
      .type(example.type)
      .header('content-disposition', `attachment; filename="${example.name}"`)
      .send(example.content)
  })
}
